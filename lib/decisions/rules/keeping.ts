/** How many days decisions, and what their calls carried, can be kept. */
export const keepingBounds = { decisions: { least: 31, most: 3_650 }, arguments: { least: 1, most: 3_650 } } as const;

export type Keeping = { readonly decisionsDays: number; readonly argumentsDays: number };

/** Two people who change it at once are told by what it was: an environment has no counter of its changes. */
export function versionOfKeeping({ decisionsDays, argumentsDays }: Keeping): number {
  return decisionsDays * 10_000 + argumentsDays;
}
