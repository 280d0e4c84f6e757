import type { OwnerPart, OwnerState } from "@/lib/agents/rules";

/** Why somebody no longer holds what they held. */
export const leaveCauses = ["deactivated", "erased", "left_team"] as const;
export type LeaveCause = (typeof leaveCauses)[number];

/** How far one part is: nobody asked, somebody asked, somebody accepted, or nobody needed since the agent is retired. */
export const partStates = ["open", "asked", "accepted", "retired"] as const;
export type PartState = (typeof partStates)[number];

/** Why somebody is suggested, the nearest to the agent first. */
export const suggestionReasons = ["deputy", "team_lead", "former_team_lead"] as const;
export type SuggestionReason = (typeof suggestionReasons)[number];

export const outcomes = ["asked", "accepted", "failed"] as const;

/** Parts that one call asks for; a longer hand-over is sent in several. */
export const maxAssigned = 100;

type Held = { personId: string; part: OwnerPart; state: OwnerState };

export type SuggestionFacts = {
  part: OwnerPart;
  leaverId: string;
  /** Whether one person may be owner and deputy of this agent. */
  mayHoldBoth: boolean;
  /** Who is asked or has accepted now. */
  holders: readonly Held[];
  /** Who said no since the hand-over was opened. */
  declinedBy: readonly string[];
  teamLeads: readonly string[];
  formerLeads: readonly string[];
};

type Suggestion = { personId: string; why: SuggestionReason };

/** Who could take a part over. Nobody is suggested who would be refused, or who has just said no. */
export function suggestSuccessors(facts: SuggestionFacts): Suggestion[] {
  const { part, leaverId, holders, declinedBy, mayHoldBoth } = facts;
  const deputies = holders.filter((held) => held.part === "deputy" && held.state === "accepted");
  const wanted: Suggestion[] = [
    ...(part === "owner" ? deputies : []).map(({ personId }) => ({ personId, why: "deputy" as const })),
    ...facts.teamLeads.map((personId) => ({ personId, why: "team_lead" as const })),
    ...facts.formerLeads.map((personId) => ({ personId, why: "former_team_lead" as const })),
  ];
  const isFree = (personId: string): boolean =>
    holders.every(
      (held) =>
        held.personId !== personId ||
        (held.part !== part && (mayHoldBoth || (held.part === "deputy" && held.state === "accepted"))),
    );
  return wanted.filter(
    ({ personId }, index) =>
      personId !== leaverId &&
      !declinedBy.includes(personId) &&
      isFree(personId) &&
      wanted.findIndex((other) => other.personId === personId) === index,
  );
}

type Progress = { retired: boolean; accepted: boolean; asked: boolean };

export function judgePart({ retired, accepted, asked }: Progress): PartState {
  if (accepted) return "accepted";
  if (retired) return "retired";
  return asked ? "asked" : "open";
}
