import type { Found } from "@/lib/policy/rules/changing/compare/codes";
import { isWeaker, parseApprovers } from "@/lib/policy/rules/approvers";
import type { CompiledRule } from "@/lib/policy/rules/decision/compile";
import { risks } from "@/lib/policy/rules/snapshot";

type Difference = Pick<Found, "code" | "before" | "after">;

const usualGrantMinutes = 10;

/**
 * Labels decide nothing, but people and findings rely on them: a boundary called soft, or enforced in one place less,
 * is one that others will take down next, so it takes a second person to say so.
 */
export function weakerLabels({ rule: before }: CompiledRule, { rule: after }: CompiledRule): Difference[] {
  const found: Difference[] = [];
  if (before.boundary === "hard" && after.boundary !== "hard") {
    found.push({ code: "boundary", before: before.boundary, after: after.boundary });
  }
  if (before.strength === "impossible" && after.strength !== "impossible") {
    found.push({ code: "strength", before: before.strength, after: after.strength });
  }
  const places = before.enforced_at ?? [];
  if (!places.every((place) => after.enforced_at?.includes(place) === true)) {
    found.push({ code: "enforced_at", before: places, after: after.enforced_at });
  }
  return found;
}

/** What a question asks for less of. */
export function weakerQuestion(before: CompiledRule, after: CompiledRule): Difference[] {
  const found: Difference[] = [];
  const [old, now] = [before.rule, after.rule];
  if (areApproversWeaker(old.approvers, now.approvers)) {
    found.push({ code: "approvers", before: old.approvers, after: now.approvers });
  }
  if (risks.indexOf(after.risk) < risks.indexOf(before.risk))
    found.push({ code: "risk", before: before.risk, after: after.risk });
  if ((now.window_seconds ?? Infinity) > (old.window_seconds ?? Infinity)) {
    found.push({ code: "window_seconds", before: old.window_seconds, after: now.window_seconds });
  }
  if ((now.grant_minutes ?? usualGrantMinutes) > (old.grant_minutes ?? usualGrantMinutes)) {
    found.push({ code: "grant_minutes", before: old.grant_minutes, after: now.grant_minutes });
  }
  return found;
}

/** What cannot be read, or is not there, lets nobody through or everybody: only the same text is surely no weaker. */
export function areApproversWeaker(before: string | undefined, after: string | undefined): boolean {
  if (before === after || before === undefined) return false;
  if (after === undefined) return true;
  const [old, now] = [parseApprovers(before), parseApprovers(after)];
  return !old.ok || !now.ok || isWeaker(old.expression, now.expression);
}
