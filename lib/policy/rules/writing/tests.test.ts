import { expect, test } from "vitest";
import type { WrittenPolicy, WrittenTest } from "@/lib/policy/rules/writing/document";
import { runTests, type World } from "@/lib/policy/rules/writing/tests";

const world: World = {
  slug: "agent",
  kind: undefined,
  tier: "foundation",
  environment: "production",
  guardrails: { version: 1, rules: [] },
  systems: { open: { verifies_caller: false, actions: ["open.**"] } },
};
const rules: WrittenPolicy["rules"] = [
  { id: "yes", effect: "approve", actions: ["**"], boundary: "hard", because: "It may." },
];
const intents = [{ id: "work", statement: "Works.", actions: ["mcp.crm.**"], max_session_minutes: 30 }];

function judge(change: Partial<WrittenTest>, more: Partial<WrittenPolicy> = {}): string[] {
  const one = { name: "One", action: "mcp.crm.read", expect: "allow", ...change } as const;
  const policy = {
    require_intent: false,
    intents,
    rules,
    tests: [one, { ...one, name: "Two" }],
    secret_arguments: [],
    ...more,
  };
  return runTests(policy, world, new Date("2026-11-21T12:00:00Z")).map(({ passed, detail }) => `${passed} ${detail}`);
}

test("tools count as accepted, also where several tests call one, and whatever it is called", () => {
  expect(judge({})).toEqual(["true allow, approved, yes", "true allow, approved, yes"]);
  expect(judge({ action: "mcp.crm.__proto__" })[0]).toBe("true allow, approved, yes");
  expect(judge({ context: { tool_digest: "sha-256:other" } })[0]).toBe(
    "false Expected allow; it is deny, tool_unreviewed.",
  );
});

test("a test is in the session it names, at the time it names, in the world as it is", () => {
  const needed = { require_intent: true };
  expect(judge({}, needed)[0]).toBe("false Expected allow; it is deny, intent_missing.");
  expect(judge({ intent: "work" }, needed)[0]).toBe("true allow, approved, yes");
  expect(judge({ intent: "work", action: "mail.send" }, needed)[0]).toBe(
    "false Expected allow; it is deny, outside_intent.",
  );
  expect(judge({ action: "open.door" })[0]).toBe("false Expected allow; it is deny, reach_refused.");
  const [early] = [{ ...rules[0], when: "now < timestamp('2026-01-01T00:00:00Z')" }] as WrittenPolicy["rules"];
  expect(judge({ now: "2025-06-01T00:00:00Z" }, { rules: early ? [early] : [] })[0]).toBe("true allow, approved, yes");
  expect(judge({}, { rules: early ? [early] : [] })[0]).toBe("false Expected allow; it is deny, not_approved.");
});

test("a session cannot be brought along, and no server has a name like that", () => {
  expect(judge({ context: { session: "ses_1" } })[0]).toBe("false Expected allow; it is deny, session_ended.");
  expect(judge({ action: "mcp.Crm.read" })[0]).toBe("false Expected allow; it is deny, tool_unreviewed.");
});

test("a test that names reason and rule holds the decision to them", () => {
  expect(judge({ reason: "approved", rule: "yes" })[0]).toMatch(/^true/);
  expect(judge({ rule: "other" })[0]).toBe("false Expected allow, other; it is allow, approved, yes.");
  expect(judge({ expect: "deny", reason: "prohibited" })[0]).toBe(
    "false Expected deny, prohibited; it is allow, approved, yes.",
  );
});

test("tests that take too many steps together are not run, and so do not pass", () => {
  const heavy = { ...rules[0], when: 'args.l.all(a, args.l.all(b, a != b + "q"))' } as WrittenPolicy["rules"][number];
  const letters = Array.from({ length: 150 }, (_, at) => `l${at}`);
  const tests = Array.from({ length: 30 }, (_, at) => ({
    name: `Test ${at}`,
    action: "mcp.crm.read",
    args: { l: letters },
    expect: "allow" as const,
  }));
  const policy = { require_intent: false, intents: [], rules: [heavy], tests, secret_arguments: [] };
  const results = runTests(policy, world, new Date());
  const notRun = results.filter(({ detail }) => detail.startsWith("Not run"));
  expect(results).toHaveLength(30);
  expect(notRun.length).toBeGreaterThan(0);
  expect(notRun.length).toBeLessThan(30);
  expect(notRun.every(({ passed }) => !passed)).toBe(true);
});
