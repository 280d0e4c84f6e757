import type { OwnerPart, OwnerState, Tier } from "./words";

const dayMs = 86_400_000;

/** How long a yes holds before it is asked again, by the higher of the tiers an agent has and aims for. */
const confirmDays = { foundation: 90, enterprise: 30, advanced: 30 } as const satisfies Record<Tier, number>;
/** How long an agent goes on without anybody who answers for it. */
const graceDays = { foundation: 14, enterprise: 7, advanced: 1 } as const satisfies Record<Tier, number>;
/** How long before its time a confirmation is asked for. */
export const dueNoticeDays = 14;
/** A change of what the agent is for or reaches is confirmed soon, whatever the rhythm. */
const confirmAfterChangeDays = 7;

export type Tiers = { tier: Tier | null; tierTarget: Tier | null };

export function chooseStricterTier({ tier, tierTarget }: Tiers): Tier {
  for (const strict of ["advanced", "enterprise"] as const) if (tier === strict || tierTarget === strict) return strict;
  return "foundation";
}

export function dueAfterConfirming(tiers: Tiers, at: Date): Date {
  return new Date(at.getTime() + confirmDays[chooseStricterTier(tiers)] * dayMs);
}

/** The day these tiers ask for, counted from the last confirmation, where it is sooner than what was due. */
export function dueByTier(tiers: Tiers, held: { confirmedAt: Date | null; confirmBy: Date }): Date | null {
  const due = held.confirmedAt && dueAfterConfirming(tiers, held.confirmedAt);
  return due && due < held.confirmBy ? due : null;
}

/** Never later than what was due anyway. */
export function dueAfterChange(due: Date, at: Date): Date {
  return new Date(Math.min(due.getTime(), at.getTime() + confirmAfterChangeDays * dayMs));
}

export function graceEnds(tiers: Tiers, from: Date): Date {
  return new Date(from.getTime() + graceDays[chooseStricterTier(tiers)] * dayMs);
}

export function describeRhythm(tiers: Tiers): { confirmEveryDays: number; graceDays: number } {
  const tier = chooseStricterTier(tiers);
  return { confirmEveryDays: confirmDays[tier], graceDays: graceDays[tier] };
}

/** Fields whose change is a change of scope: the owner said yes to something else. */
export const scopeFields = ["purpose", "kind", "environment", "autonomy", "data_classes", "tier_target"] as const;

type Held = {
  part: OwnerPart;
  state: OwnerState;
  personId: string;
  /** When they accepted or confirmed last; null who never said yes. */
  confirmedAt: Date | null;
  confirmBy: Date | null;
  endedAt: Date | null;
};

/**
 * Until when the agent is governed: a confirmed owner's yes holds until it is due, and then for the grace of the tier;
 * without an owner the grace runs from when the last one who had accepted ended. Questions that are asked, declined and
 * taken back move nothing. Null while nobody ever accepted: such an agent is not active.
 */
export function governedUntil(tiers: Tiers, holdings: readonly Held[]): Date | null {
  const owners = holdings.filter(({ part }) => part === "owner");
  const accepted = owners.find(({ state }) => state === "accepted");
  if (accepted?.confirmBy) return graceEnds(tiers, accepted.confirmBy);
  const ended = owners.flatMap(({ state, confirmedAt, endedAt }) =>
    state === "ended" && confirmedAt && endedAt ? [endedAt.getTime()] : [],
  );
  return ended.length === 0 ? null : graceEnds(tiers, new Date(Math.max(...ended)));
}

/** A deputy may be asked to become the owner: saying yes ends the deputy's part, so they are never both. */
export function movesUp(part: OwnerPart, held: { part: OwnerPart; state: OwnerState }): boolean {
  return part === "owner" && held.part === "deputy" && held.state === "accepted";
}

/** In the sandbox one person may be both, since one person may be trying everything out. */
export function mayHoldBoth(environment: string): boolean {
  return environment === "sandbox";
}
