import type { ContentIntent, PolicyContent } from "@/lib/policy/rules/changing/content";
import type { ChangeCode, Found } from "@/lib/policy/rules/changing/compare/codes";
import type { Budget } from "@/lib/policy/rules/changing/compare/formula";
import { areApproversWeaker } from "@/lib/policy/rules/changing/compare/weaker";
import { readActions } from "@/lib/policy/rules/decision/environment";
import { coversAction, coversResource, parseResourcePattern, PatternFault } from "@/lib/policy/rules/patterns";
import type { Json } from "@/lib/policy/rules/snapshot";

/** Why sessions may start or do more than before. */
export function looserIntents(before: PolicyContent, after: PolicyContent, budget: Budget): Found[] {
  const known = new Map(before.intents.map((intent) => [intent.id, intent]));
  const found = after.intents.flatMap((intent): Found[] => {
    const old = known.get(intent.id);
    // Also where none is required: conditions may ask for it by name.
    if (!old) return [{ code: "intent", part: "intents", id: intent.id, after: [...intent.actions] }];
    return looserIntent(old, intent, budget).map((one) => ({ ...one, part: "intents", id: intent.id }));
  });
  if (before.require_intent && !after.require_intent)
    found.unshift({ code: "require_intent", before: true, after: false });
  return found;
}

function looserIntent(before: ContentIntent, after: ContentIntent, budget: Budget): Found[] {
  const [old = {}, now = {}] = [before.issuance, after.issuance];
  const all: readonly (readonly [ChangeCode, boolean, Json | undefined, Json | undefined])[] = [
    ["intent_actions", !coversActions(before.actions, after.actions, budget), [...before.actions], [...after.actions]],
    [
      "max_session_minutes",
      after.max_session_minutes > before.max_session_minutes,
      before.max_session_minutes,
      after.max_session_minutes,
    ],
    ["issuance_who", areApproversWeaker(old.who, now.who), old.who, now.who],
    ["issuance_task", isTaskWider(old.task, now.task), old.task, now.task],
    ["issuance_per_hour", isMore(old.per_hour, now.per_hour), old.per_hour, now.per_hour],
    ["issuance_per_day", isMore(old.per_day, now.per_day), old.per_day, now.per_day],
    ["issuance_approvers", areApproversWeaker(old.approvers, now.approvers), old.approvers, now.approvers],
  ];
  return all.flatMap(([code, isLooser, was, is]) => (isLooser ? [{ code, before: was, after: is }] : []));
}

function coversActions(outer: readonly string[], inner: readonly string[], budget: Budget): boolean {
  const [old, now] = [readActions(outer), readActions(inner)];
  if (!old || !now) return false;
  return now.every((one) => old.some((pattern) => budget.spend() && coversAction(pattern, one)));
}

/** Without a number there is no limit. */
function isMore(before: number | undefined, after: number | undefined): boolean {
  return before !== undefined && (after === undefined || after > before);
}

function isTaskWider(before: string | undefined, after: string | undefined): boolean {
  if (before === after || before === undefined) return false;
  if (after === undefined) return true;
  try {
    return !coversResource(parseResourcePattern(`task/${before}`), parseResourcePattern(`task/${after}`));
  } catch (error) {
    if (error instanceof PatternFault) return true;
    throw error;
  }
}
