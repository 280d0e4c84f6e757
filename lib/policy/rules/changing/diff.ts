import {
  isMembers,
  isSame,
  memberOrder,
  partKeys,
  policyParts,
  type PolicyContent,
  type PolicyPart,
  toJson,
} from "@/lib/policy/rules/changing/content";
import type { Json, JsonMembers } from "@/lib/policy/rules/snapshot";

/** One member before and after; absent where it is not there. */
export type MemberDifference = { readonly member: string; readonly before?: Json; readonly after?: Json };
export type ItemDifference = {
  readonly part: PolicyPart;
  /** The id of a rule or an intent, the name of a test. */
  readonly id: string;
  readonly change: "added" | "removed" | "changed";
  /** Where it stands in the document after, or, removed, in the one before. */
  readonly pointer: string;
  readonly members: readonly MemberDifference[];
};
export type PolicyDifference = {
  readonly isEmpty: boolean;
  /** `require_intent` and the other members of the top. */
  readonly members: readonly MemberDifference[];
  readonly items: readonly ItemDifference[];
};

/** What two documents say differently. The id of a rule is what it is: one that only moved did not change. */
export function diffPolicies(before: PolicyContent | undefined, after: PolicyContent): PolicyDifference {
  const [old, now] = [membersOf(before ?? {}), membersOf(after)];
  const members = differencesOf(withoutParts(old), withoutParts(now), memberOrder.document);
  const items = policyParts.flatMap((part) => diffPart(part, old[part], now[part]));
  return { isEmpty: members.length === 0 && items.length === 0, members, items };
}

/** For each rule the version that last changed anything about it. */
export function sinceOf(
  before: { readonly document: PolicyContent; readonly since: Readonly<Record<string, number>> } | undefined,
  after: PolicyContent,
  version: number,
): Record<string, number> {
  const known = new Map(before?.document.rules.map((rule) => [rule.id, rule]));
  const sinceWhen = (rule: PolicyContent["rules"][number]): number => {
    const since = before && Object.hasOwn(before.since, rule.id) ? before.since[rule.id] : undefined;
    return since !== undefined && isSame(known.get(rule.id), rule) ? since : version;
  };
  return Object.fromEntries(after.rules.map((rule) => [rule.id, sinceWhen(rule)]));
}

function membersOf(value: object): JsonMembers {
  const json = toJson(value);
  return isMembers(json) ? json : {};
}

function withoutParts(document: JsonMembers): JsonMembers {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !policyParts.some((part) => part === name)));
}

function diffPart(part: PolicyPart, before: Json | undefined, after: Json | undefined): ItemDifference[] {
  const [old, now] = [itemsOf(part, before), itemsOf(part, after)];
  const found: ItemDifference[] = [];
  for (const [id, { item, at }] of now) {
    const was = old.get(id)?.item;
    if (was && isSame(was, item)) continue;
    const members = differencesOf(was ?? {}, item, memberOrder[part]);
    found.push({ part, id, change: was ? "changed" : "added", pointer: `/${part}/${at}`, members });
  }
  for (const [id, { item, at }] of old) {
    if (now.has(id)) continue;
    const members = differencesOf(item, {}, memberOrder[part]);
    found.push({ part, id, change: "removed", pointer: `/${part}/${at}`, members });
  }
  return found;
}

function itemsOf(part: PolicyPart, list: Json | undefined): Map<string, { item: JsonMembers; at: number }> {
  const items: readonly Json[] = Array.isArray(list) ? list : [];
  return new Map(
    items.flatMap((item, at) => {
      const id = isMembers(item) ? item[partKeys[part]] : undefined;
      return isMembers(item) && typeof id === "string" ? [[id, { item, at }]] : [];
    }),
  );
}

function differencesOf(before: JsonMembers, after: JsonMembers, order: readonly string[]): MemberDifference[] {
  const names = [...new Set([...order, ...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((member): MemberDifference[] => {
    const was = Object.hasOwn(before, member) ? before[member] : undefined;
    const is = Object.hasOwn(after, member) ? after[member] : undefined;
    if (isSame(was, is)) return [];
    return [{ member, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }];
  });
}
