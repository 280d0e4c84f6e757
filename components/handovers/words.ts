import type { LeaveCause, SuggestionReason } from "@/lib/handovers/rules";
import type { Handover } from "@/lib/handovers/schema";

const causeWords = {
  deactivated: "Deactivated",
  erased: "Erased",
  left_team: "Left a team",
} as const satisfies Record<LeaveCause, string>;

export const whyWords = {
  deputy: "deputy now",
  team_lead: "leads the agent's team",
  former_team_lead: "leads a team of the leaver",
} as const satisfies Record<SuggestionReason, string>;

type Cause = Pick<Handover, "because" | "team" | "by_directory">;

/** An erased person has no name any more, and is not called by a stand-in either. */
export function nameLeaver({ person }: Pick<Handover, "person">): string {
  return person.state === "erased" || person.name === "" ? "an erased person" : person.name;
}

export function startLarge(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function describeCause({ because, team, by_directory: by }: Cause): string {
  const what = because === "left_team" && team !== null ? `Left the team ${team.name}` : causeWords[because];
  if (!by) return what;
  return because === "left_team" ? `${what} in the directory` : `${what} by the directory`;
}

export function countWords(count: number, [one, many]: readonly [string, string]): string {
  return `${count} ${count === 1 ? one : many}`;
}
