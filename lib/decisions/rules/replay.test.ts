import { expect, test } from "vitest";
import { type RecordedCall, Replay } from "@/lib/decisions/rules";
import { type PublishedRule, type Snapshot, snapshotFormat } from "@/lib/policy/rules";

function world(rules: readonly Partial<PublishedRule>[], require_intent = false): Snapshot {
  const written = rules.map((rule, at) => ({ id: `r${at}`, since: 1, effect: "approve", actions: ["*"], ...rule }));
  return {
    format: snapshotFormat,
    critical: [],
    env: "production",
    epoch: 1,
    guardrails: { version: 1, rules: [] },
    agents: {
      a: {
        version: 1,
        state: "active",
        tier: "foundation",
        require_intent,
        governed_until: null,
        binds: [],
        intents: [{ id: "main", statement: "Works.", actions: ["*"], max_session_minutes: 10 }],
        rules: written,
      },
    },
    contained: { agents: [], tools: [], all: false },
    tools: {},
    systems: {},
  };
}

const whole = { args: "{}", resource: "{}", context: "{}", session: null, omitted: false, masked: [] };

function call(wanted: Partial<RecordedCall> = {}): RecordedCall {
  return {
    agent: "a",
    action: "pay",
    resourceType: "none",
    resourceId: "none",
    decidedAt: new Date(),
    outcome: "allow",
    reason: "approved",
    rule: "r0",
    inputs: whole,
    ...wanted,
  };
}

const open = world([{}]);
const closed = world([]);
const kindOf = (before: Snapshot | undefined, after: Snapshot, asked: RecordedCall) =>
  new Replay(before, after).judge(asked).kind;

test("what a rule decided is decided again; what stood apart from rules stays", () => {
  expect(new Replay(open, closed).judge(call())).toMatchObject({
    kind: "changed",
    before: { outcome: "allow" },
    after: { outcome: "deny", reason: "not_approved" },
  });
  for (const reason of ["agent_not_active", "contained", "no_owner", "not_canonical"] as const) {
    expect(kindOf(closed, open, call({ outcome: "deny", reason, inputs: null }))).toBe("same");
  }
});

test("a tool that nobody had reviewed is not allowed by a rule; one that nobody looked at is not known", () => {
  const mcp = { action: "mcp.pay.send", outcome: "deny" } as const;
  expect(kindOf(closed, open, call({ ...mcp, reason: "tool_unreviewed" }))).toBe("same");
  expect(kindOf(closed, open, call({ ...mcp, reason: "reach_refused" }))).toBe("same");
  expect(kindOf(world([{ effect: "prohibit" }]), open, call({ ...mcp, reason: "prohibited" }))).toBe("not_replayable");
  expect(kindOf(closed, open, call({ ...mcp, reason: "not_approved" }))).toBe("changed");
});

test("what is not kept and would be read is never guessed", () => {
  const limited = world([{ when: "args.amount <= 10.0" }]);
  const nested = world([{ when: "!has(args.order.total)" }]);
  const reduced = { ...whole, omitted: true };
  expect(kindOf(open, limited, call({ inputs: null }))).toBe("not_replayable");
  expect(kindOf(open, limited, call({ inputs: reduced }))).toBe("not_replayable");
  expect(kindOf(open, nested, call({ inputs: { ...reduced, args: '{"order":{}}' } }))).toBe("not_replayable");
  expect(kindOf(open, limited, call({ inputs: { ...reduced, args: '{"amount":5}' } }))).toBe("same");
  expect(kindOf(open, limited, call({ inputs: whole }))).toBe("changed");
  const masked = { ...whole, args: '{"amount":{"redacted":"x"}}', masked: ["args.amount"] };
  expect(kindOf(open, limited, call({ inputs: masked }))).toBe("not_replayable");
  expect(kindOf(open, closed, call({ inputs: masked }))).toBe("changed");
});

test("sessions are those of then", () => {
  const session = JSON.stringify({
    id: "ses_1",
    intent: "main",
    actions: ["pay"],
    initiator_proven: false,
    started_at: "2026-11-21T08:00:00.000Z",
  });
  const strict = world([{}], true);
  expect(kindOf(open, strict, call({ inputs: { ...whole, session } }))).toBe("same");
  expect(new Replay(open, strict).judge(call())).toMatchObject({ after: { reason: "intent_missing" } });
  expect(new Replay(open, open).judge(call({ inputs: { ...whole, session: '"ended"' } }))).toMatchObject({
    kind: "same",
  });
});
