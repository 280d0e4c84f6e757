import type { Action } from "../actions";

export type KeyPress = {
  key: string;
  mod: boolean;
  alt: boolean;
  inField: boolean;
  inOverlay: boolean;
  repeat: boolean;
};

/**
 * Which action a press means, and which keys have been pressed on the way to a sequence. Modified keys always count; single keys
 * only when they are switched on and nobody is typing or answering a dialog (WCAG 2.1.4).
 */
export function matchKey(
  actions: readonly Action[],
  press: KeyPress,
  pending: string,
  singleKeys: boolean,
): { action: Action | undefined; pending: string } {
  if (press.alt || press.repeat) return { action: undefined, pending: "" };
  if (press.mod) return { action: actions.find(({ keys }) => keys === `mod+${press.key.toLowerCase()}`), pending: "" };
  if (!singleKeys || press.inField || press.inOverlay || press.key.length !== 1)
    return { action: undefined, pending: "" };
  const sequence = pending === "" ? press.key : `${pending} ${press.key}`;
  const action = actions.find(({ keys }) => keys === sequence) ?? actions.find(({ keys }) => keys === press.key);
  if (action) return { action, pending: "" };
  const begins = actions.some(({ keys }) => keys?.startsWith(`${press.key} `));
  return { action: undefined, pending: begins ? press.key : "" };
}
