import { diffPolicies, type ItemDifference } from "@/lib/policy/rules";
import type { PolicyDocument } from "@/lib/policy/schema";

type Value = ItemDifference["members"][number]["before"];
type Side = { readonly value: Value; readonly changed: boolean };

/** One member of one rule, intent or test, on three sides. */
export type ThreeRow = {
  readonly key: string;
  readonly name: string;
  /** Null: all of it, because a side added it or took it away. */
  readonly member: string | null;
  readonly base: { readonly value: Value };
  readonly theirs: Side;
  readonly mine: Side;
  /** Somebody has to say whose word stands, unless both said the same. */
  readonly both: boolean;
};

type Found = { name: string; member: string | null; before: Value; after: Value };

/** Everything in which either side differs from where both began. */
export function compareThree(
  base: PolicyDocument | undefined,
  theirs: PolicyDocument | undefined,
  mine: PolicyDocument,
): readonly ThreeRow[] {
  const empty: PolicyDocument = { ...mine, intents: [], rules: [], tests: [] };
  const [there, here] = [listFound(base, theirs ?? empty), listFound(base, mine)];
  const keys = [...new Set([...there.keys(), ...here.keys()])];
  return keys.flatMap((key): ThreeRow[] => {
    const [live, own] = [there.get(key), here.get(key)];
    const one = live ?? own;
    if (!one) return [];
    const sides = {
      theirs: { value: live ? live.after : one.before, changed: live !== undefined },
      mine: { value: own ? own.after : one.before, changed: own !== undefined },
    };
    const both = live !== undefined && own !== undefined && JSON.stringify(live.after) !== JSON.stringify(own.after);
    return [{ key, name: one.name, member: one.member, base: { value: one.before }, ...sides, both }];
  });
}

function listFound(before: PolicyDocument | undefined, after: PolicyDocument): Map<string, Found> {
  const { members, items } = diffPolicies(before, after);
  const top = members.map((one): Found => ({
    name: "policy",
    member: one.member,
    before: one.before,
    after: one.after,
  }));
  return new Map([...top, ...items.flatMap(listItem)].map((one) => [`${one.name} ${one.member ?? ""}`, one]));
}

/** What is new or gone is one row, in its most telling member. */
function listItem({ id, change, members }: ItemDifference): Found[] {
  if (change !== "changed") {
    const whole = Object.fromEntries(members.map(({ member, before, after }) => [member, after ?? before ?? null]));
    const [before, after] = change === "added" ? [undefined, whole] : [whole, undefined];
    return [{ name: id, member: null, before, after }];
  }
  return members.map(({ member, before, after }) => ({ name: id, member, before, after }));
}
