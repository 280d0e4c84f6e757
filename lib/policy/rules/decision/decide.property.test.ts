import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Call,
  compileEnvironment,
  decide,
  type Decision,
  digestAction,
  explainDecision,
  type Outcome,
  type PublishedRule,
  type Reason,
  settleAsk,
  type Snapshot,
} from "@/lib/policy/rules";
import { maxCost } from "@/lib/policy/rules/cel/frame";
import {
  argumentsWithoutLists,
  callsWith,
  elementConditions,
  faultingConditions,
  now,
  openCall,
  openWorld,
  ruleOf,
  scalarLists,
  snapshots,
} from "@/lib/policy/testing/decisions";

const runs = { numRuns: 600 };
const strictness: Readonly<Record<Outcome, number>> = { deny: 0, ask: 1, allow: 2 };
const beforeRules: readonly Reason[] = [
  "agent_unknown",
  "agent_not_active",
  "contained",
  "no_owner",
  "too_complex",
  "not_canonical",
];

const answer = (snapshot: Snapshot, call: Call): Decision => decide(compileEnvironment(snapshot), call);
const rulesIn = ({ agents }: Snapshot): readonly PublishedRule[] => agents["helper"]?.rules ?? [];

function withRules(snapshot: Snapshot, rules: readonly PublishedRule[]): Snapshot {
  const { helper } = snapshot.agents;
  return helper ? { ...snapshot, agents: { helper: { ...helper, rules } } } : snapshot;
}

function withGuardrails(snapshot: Snapshot, rules: readonly PublishedRule[]): Snapshot {
  return { ...snapshot, guardrails: { version: 2, rules } };
}

/** One more rule, of the agent or a guardrail. */
function plus(snapshot: Snapshot, rule: PublishedRule, isGuardrail: boolean): Snapshot {
  const added = { ...rule, id: "added" };
  return isGuardrail
    ? withGuardrails(snapshot, [added, ...snapshot.guardrails.rules])
    : withRules(snapshot, [...rulesIn(snapshot), added]);
}

/** What can be compared of a decision. */
function told({ outcome, reason, rule, rules, elements, cost }: Decision): unknown {
  return { outcome, reason, rule, rules: rules.map(({ name }) => name), elements: elements && [...elements], cost };
}

function approveInFull(snapshot: Snapshot, call: Call, decision: Decision): Outcome {
  const digest = digestAction({ subject: {}, action: {}, resource: call.resource, context: call.context }, []);
  const rules = decision.rules.map(({ name, since }) => ({ id: name, since }));
  const grant = {
    jti: "apr_1",
    aud: snapshot.env,
    sub: call.agent,
    exp: now.getTime() / 1000 + 60,
    action_digest: digest,
    rules,
    policy: { epoch: snapshot.epoch },
  };
  const { env: environment, epoch } = snapshot;
  const asked = { agent: call.agent, environment, epoch, digest, now, refused: false };
  return settleAsk(decision, { ...asked, approval: { id: "apr_1", grant } }).outcome;
}

describe("prohibit", () => {
  it("wins over every other rule, over the session and over an approval", () => {
    const always: PublishedRule = { id: "always", since: 1, effect: "prohibit", actions: ["*"] };
    fc.assert(
      fc.property(snapshots(), callsWith(), fc.boolean(), (snapshot, call, isGuardrail) => {
        const before = answer(snapshot, call);
        const decision = answer(plus(snapshot, always, isGuardrail), call);
        expect(decision.reason).toBe(beforeRules.includes(before.reason) ? before.reason : "prohibited");
        expect(approveInFull(snapshot, call, decision)).toBe("deny");
      }),
      runs,
    );
  });

  it("denies wherever one of them would deny alone", () => {
    fc.assert(
      fc.property(snapshots(), callsWith(), (snapshot, call) => {
        const { outcome } = answer(snapshot, call);
        const alone = rulesIn(snapshot)
          .filter(({ effect }) => effect === "prohibit")
          .map((rule) => answer(withGuardrails(withRules(snapshot, [rule]), []), call));
        expect(outcome === "deny" || alone.every(({ reason }) => reason !== "prohibited")).toBe(true);
      }),
      runs,
    );
  });

  it("never widens when one is added", () => {
    fc.assert(
      fc.property(
        snapshots(),
        callsWith(),
        ruleOf(fc.constant("prohibit")),
        fc.boolean(),
        (snapshot, call, rule, at) => {
          const after = answer(plus(snapshot, rule, at), call);
          expect(strictness[after.outcome]).toBeLessThanOrEqual(strictness[answer(snapshot, call).outcome]);
        },
      ),
      runs,
    );
  });
});

describe("ask and approve", () => {
  it("an ask that is added never makes an allow", () => {
    fc.assert(
      fc.property(snapshots(), callsWith(), ruleOf(fc.constant("ask")), fc.boolean(), (snapshot, call, rule, at) => {
        if (answer(snapshot, call).outcome === "allow") return;
        expect(answer(plus(snapshot, rule, at), call).outcome).not.toBe("allow");
      }),
      runs,
    );
  });

  it("an approve that is removed never widens", () => {
    fc.assert(
      fc.property(snapshots(), callsWith(), (snapshot, call) => {
        const full = answer(snapshot, call);
        for (const removed of rulesIn(snapshot).filter(({ effect }) => effect === "approve")) {
          const rest = rulesIn(snapshot).filter((rule) => rule !== removed);
          const after = answer(withRules(snapshot, rest), call);
          expect(strictness[after.outcome]).toBeLessThanOrEqual(strictness[full.outcome]);
        }
      }),
      runs,
    );
  });
});

describe("the order of the rules", () => {
  it("never matters to any part of the decision", () => {
    const shuffled = snapshots().chain((snapshot) =>
      fc
        .tuple(
          fc.shuffledSubarray([...rulesIn(snapshot)], { minLength: rulesIn(snapshot).length }),
          ruleOf(fc.constantFrom("ask", "prohibit")),
        )
        .map(([rules, guardrail]) => ({ snapshot, rules, guardrail: { ...guardrail, id: "second" } })),
    );
    fc.assert(
      fc.property(shuffled, callsWith(), ({ snapshot, rules, guardrail }, call) => {
        const guardrails = [...snapshot.guardrails.rules, guardrail];
        const one = withGuardrails(snapshot, guardrails);
        const other = withGuardrails(withRules(snapshot, rules), guardrails.toReversed());
        expect(told(answer(other, call))).toEqual(told(answer(one, call)));
      }),
      runs,
    );
  });
});

describe("lists of which only elements are read", () => {
  it("are judged as the strictest of the single calls, with the reason of the first of these", () => {
    const lists = fc.record({ from: scalarLists, to: scalarLists });
    fc.assert(
      fc.property(
        snapshots(elementConditions),
        callsWith(argumentsWithoutLists),
        lists,
        (snapshot, call, { from, to }) => {
          const whole = answer(snapshot, { ...call, args: { ...call.args, to, from } });
          const single = from.flatMap((one) =>
            to.map((other) => answer(snapshot, { ...call, args: { ...call.args, from: one, to: other } })),
          );
          const strictest = Math.min(...single.map(({ outcome }) => strictness[outcome]));
          const first = single.find(({ outcome }) => strictness[outcome] === strictest);
          expect([whole.outcome, whole.reason]).toEqual([first?.outcome, first?.reason]);
        },
      ),
      runs,
    );
  });
});

describe("a condition that cannot be evaluated", () => {
  it("approves nothing: the decision is the one without its rule", () => {
    fc.assert(
      fc.property(
        snapshots(),
        callsWith(),
        ruleOf(fc.constant("approve"), faultingConditions),
        (snapshot, call, rule) => {
          const { cost: _without, ...without } = answerTold(snapshot, call);
          const { cost: _with, ...withIt } = answerTold(plus(snapshot, rule, false), call);
          expect(withIt).toEqual(without);
        },
      ),
      runs,
    );
  });

  it("asks or prohibits as if it were true", () => {
    const limiting = ruleOf(fc.constantFrom("ask", "prohibit"), faultingConditions);
    fc.assert(
      fc.property(snapshots(), callsWith(), limiting, fc.boolean(), (snapshot, call, rule, isGuardrail) => {
        const { cost: _faulting, ...faulting } = answerTold(plus(snapshot, rule, isGuardrail), call);
        const { cost: _true, ...plain } = answerTold(plus(snapshot, { ...rule, when: "1 == 1" }, isGuardrail), call);
        expect(faulting).toEqual(plain);
      }),
      runs,
    );
  });

  it("stands in no rule that limits where the answer is allow", () => {
    fc.assert(
      fc.property(snapshots(), callsWith(), (snapshot, call) => {
        const { decision, answers } = explainDecision(compileEnvironment(snapshot), call);
        if (decision.outcome !== "allow") return;
        expect(answers.filter((one) => one.effect !== "approve" && one.answer !== "does_not_match")).toEqual([]);
        expect(answers.some((one) => one.effect === "approve" && one.answer === "matches")).toBe(true);
      }),
      runs,
    );
  });
});

function answerTold(snapshot: Snapshot, call: Call): Omit<Decision, "agent" | "rules"> & { rules: unknown } {
  const { agent: _agent, ...decision } = answer(snapshot, call);
  return { ...decision, rules: decision.rules.map(({ name }) => name) };
}

describe("what a decision costs", () => {
  it("is the same for two evaluators, and so is the decision", () => {
    fc.assert(
      fc.property(snapshots(), callsWith(), (snapshot, call) => {
        const one = compileEnvironment(snapshot);
        const other = compileEnvironment(structuredClone(snapshot));
        const copy = { ...call, args: structuredClone(call.args), context: structuredClone(call.context) };
        const first = told(decide(one, call));
        expect(told(decide(other, copy))).toEqual(first);
        // An evaluator remembers nothing of the calls before.
        expect(told(decide(one, copy))).toEqual(first);
      }),
      runs,
    );
  });

  it("ends every evaluator at the same place", () => {
    const term = "size(args.items)";
    const terms = fc.array(fc.integer({ min: 2, max: 4 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(terms, fc.integer({ min: -3, max: 3 }), (counts, off) => {
        const sum = counts.reduce((total, count) => total + count, 0);
        // A comparison, its number, and per term the call, the member and its name; a plus between two terms.
        const nodes = counts.reduce((total, count) => total + 2 + 3 * count + (count - 1), 0);
        const length = Math.floor((maxCost - nodes) / sum) + off;
        const rules = counts.map((count, at) => ({
          id: `rule-${at}`,
          since: 1,
          effect: "approve",
          actions: ["*"],
          when: `${Array.from({ length: count }, () => term).join(" + ")} > 0`,
        }));
        const items = Array.from({ length }, () => 1);
        const decisions = [rules, structuredClone(rules)].map((one) =>
          answer(openWorld(one), { ...openCall, args: { items: [...items] } }),
        );
        const expected = nodes + sum * length > maxCost ? "too_complex" : "approved";
        expect(decisions.map(({ reason }) => reason)).toEqual([expected, expected]);
        expect(decisions[0]?.cost).toBe(decisions[1]?.cost);
        if (expected === "approved") expect(decisions[0]?.cost).toBe(nodes + sum * length);
      }),
      { numRuns: 60 },
    );
  });
});
