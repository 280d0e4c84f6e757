/** What becomes of a change. The first three wait; the others are its end. */
export const openStates = ["in_review", "approved", "scheduled"] as const;
export const changeStates = [...openStates, "applied", "rejected", "withdrawn"] as const;
export type ChangeState = (typeof changeStates)[number];

export function isOpen(state: ChangeState): boolean {
  return openStates.some((open) => open === state);
}
