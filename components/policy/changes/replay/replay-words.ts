import { formatNumber } from "@/components/ui/format-number";
import type { PolicyReplay } from "@/lib/policy/schema";
import { daysOf, listMoves } from "../words";

/** One line: how many decisions would be others, of how many, in how many days. */
export function describeReplay(replay: PolicyReplay): string {
  const { state, result } = replay;
  if (state === "queued") return "Replay waits for its turn";
  if (state === "running") return "Replaying recorded decisions";
  if (state === "cancelled") return "The replay was cancelled";
  if (state === "failed") return "The replay failed";
  if (!result) return "It was replayed. What it found is for those who may see the agent’s decisions";
  const days = daysOf(replay);
  if (replay.total === 0) return `No decision was recorded in ${days} days`;
  if (result.judged === 0) return `No recorded decision of ${days} days could be judged`;
  const of = `${formatNumber(result.judged)} ${result.judged === 1 ? "decision" : "decisions"}`;
  if (result.changed === 0) return `Would change none of ${of} in ${days} days`;
  return `Would change ${formatNumber(result.changed)} of ${of} in ${days} days`;
}

/** "38 allow → ask, 3 allow → deny" */
export function describeMoves(result: NonNullable<PolicyReplay["result"]>): string {
  return listMoves(result)
    .map(({ before, after, count }) => `${formatNumber(count)} ${before} → ${after}`)
    .join(", ");
}
