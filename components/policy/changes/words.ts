import type { PolicyChangeLine, PolicyReplay } from "@/lib/policy/schema";

type State = PolicyChangeLine["state"];

export const stateWords = {
  in_review: "In review",
  approved: "Approved",
  scheduled: "Scheduled",
  applied: "Live",
  rejected: "Rejected",
  withdrawn: "Withdrawn",
} as const satisfies Record<State, string>;

const waiting: ReadonlySet<State> = new Set(["in_review", "approved", "scheduled"]);
export const waitingStates = ["in_review", "approved", "scheduled"] as const;

export function doesWait({ state }: Pick<PolicyChangeLine, "state">): boolean {
  return waiting.has(state);
}

/** An erased person keeps no name. */
export function nameOf({ name }: { name: string }): string {
  return name === "" ? "An erased person" : name;
}

/** Names as a sentence has them: "Kofi Mensah or Ana Lopes". */
export function listNames(
  people: readonly { name: string }[],
  joint: "disjunction" | "conjunction" = "disjunction",
): string {
  const most = 3;
  const names = people.slice(0, most).map(nameOf);
  const rest = people.length - names.length;
  const list = new Intl.ListFormat("en-GB", { type: joint });
  return list.format(rest > 0 ? [...names, `${rest} more`] : names);
}

export const outcomeWords = { allow: "allowed", ask: "asked", deny: "denied" } as const;

type Result = NonNullable<PolicyReplay["result"]>;

export type MoveLine = {
  readonly move: string;
  readonly before: string;
  readonly after: string;
  readonly count: number;
};

/** What rises first: that is what a reviewer looks for. */
const moveOrder = ["deny allow", "ask allow", "deny ask", "allow ask", "allow deny", "ask deny"];

export function listMoves({ moves }: Pick<Result, "moves">): readonly MoveLine[] {
  return moveOrder.flatMap((move) => {
    const count = moves[move] ?? 0;
    const [before = "", after = ""] = move.split(" ");
    return count > 0 ? [{ move, before, after, count }] : [];
  });
}

/** How far back a replay reached, in whole days. */
export function daysOf({ from, to }: Pick<PolicyReplay, "from" | "to">): number {
  return Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000));
}

/** "14:04:11 UTC" */
export function clockUtc(at: string): string {
  return `${at.slice(11, 19)} UTC`;
}
