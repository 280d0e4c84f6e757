import { isSame, type PolicyContent, toJson } from "@/lib/policy/rules/changing/content";
import type { Found } from "@/lib/policy/rules/changing/compare/codes";
import type { WrittenTest } from "@/lib/policy/rules/writing/document";

const strictness = { deny: 0, ask: 1, allow: 2 } as const;

/**
 * Tests that held a limit and do so no longer. One that expects `allow` holds none: nothing is above it, and a policy
 * that is tightened must be able to leave it behind. A test is what it calls, not what it is called.
 */
export function looserTests(before: PolicyContent, after: PolicyContent): Found[] {
  const named = new Map(after.tests.map((test) => [test.name, test]));
  const byCall = new Map<string, WrittenTest[]>();
  for (const test of after.tests) {
    const key = callKey(test);
    byCall.set(key, [...(byCall.get(key) ?? []), test]);
  }
  const rules = new Set(after.rules.map(({ id }) => id));
  return before.tests.flatMap((test): Found[] => {
    if (test.expect === "allow" || isSame(named.get(test.name), test)) return [];
    if (byCall.get(callKey(test))?.some((other) => holdsAsMuch(test, other, rules)) === true) return [];
    const now = named.get(test.name);
    return [{ code: "test", part: "tests", id: test.name, before: toJson(test), ...(now && { after: toJson(now) }) }];
  });
}

function holdsAsMuch(before: WrittenTest, after: WrittenTest, rules: ReadonlySet<string>): boolean {
  if (strictness[after.expect] > strictness[before.expect]) return false;
  if (strictness[after.expect] < strictness[before.expect]) return true;
  if (before.reason !== undefined && after.reason !== before.reason) return false;
  // A rule that goes under another name is expected under that name.
  const isGone = before.rule !== undefined && !rules.has(before.rule) && after.rule !== undefined;
  return before.rule === undefined || after.rule === before.rule || isGone;
}

function callKey({ action, args, resource, context, intent, now }: WrittenTest): string {
  return sortedText(toJson({ action, args, resource, context, intent, now }));
}

function sortedText(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
