import type { PolicyChange } from "@/lib/policy/schema";
import type { Way } from "../difference/item-tag";

/** For each rule, intent or test whether it lets more through, less, or both in different places. */
export function listWays({
  loosenings,
  tightenings,
}: Pick<PolicyChange, "loosenings" | "tightenings">): Map<string, Way> {
  const ways = new Map<string, Way>();
  for (const { id } of loosenings) if (id !== null) ways.set(id, "looser");
  for (const { id } of tightenings) if (id !== null) ways.set(id, ways.has(id) ? "both" : "tighter");
  return ways;
}
