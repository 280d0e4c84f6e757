import type { ObservedAction, ObservedArgument } from "@/lib/decisions/schema";
import { literalAction, matchesAction, parseActionPattern, PatternFault } from "@/lib/policy/rules";

/** Names that mean themselves when a rule is for them: one with a star would be for others too. */
export function listSeenActions(observed: readonly ObservedAction[]): string[] {
  return observed.flatMap(({ action }) => {
    const pattern = readPattern(action);
    return pattern && literalAction(pattern) === action ? [action] : [];
  });
}

/** An argument as a condition names it, the kinds of its values and a few of them. */
export type SeenArgument = Pick<ObservedArgument, "types" | "samples"> & { readonly path: string };

const mostSamples = 3;

/** What calls of these actions carried, the most frequent first; while no action is named, what any call did. */
export function listSeenArguments(observed: readonly ObservedAction[], written: readonly string[]): SeenArgument[] {
  const patterns = written.flatMap((text) => readPattern(text) ?? []);
  const found = new Map<string, SeenArgument>();
  for (const { action, arguments: carried } of observed) {
    if (written.length > 0 && !patterns.some((pattern) => matchesAction(pattern, action))) continue;
    for (const { path, types, samples } of carried) {
      const name = writePath(path);
      const known = found.get(name);
      found.set(name, {
        path: name,
        types: [...new Set([...(known?.types ?? []), ...types])],
        samples: [...new Set([...(known?.samples ?? []), ...samples])].slice(0, mostSamples),
      });
    }
  }
  return [...found.values()];
}

/** `card.billing-zip` as a condition reads it: `args.card["billing-zip"]`. */
function writePath(path: string): string {
  const keys = path.split(".");
  const written = keys.map((key) => (isWord(key) ? `.${key}` : `[${JSON.stringify(key)}]`));
  return `args${written.join("")}`;
}

/** Words of the language itself stand in brackets. */
function isWord(key: string): boolean {
  return /^(?!(?:in|true|false|null)$)[a-zA-Z]\w*$/.test(key);
}

function readPattern(text: string) {
  try {
    return parseActionPattern(text);
  } catch (error) {
    if (error instanceof PatternFault) return undefined;
    throw error;
  }
}
