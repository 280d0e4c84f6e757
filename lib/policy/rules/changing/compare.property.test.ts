import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weakerQuestion } from "@/lib/policy/rules/changing/compare/weaker";
import { judgeChange } from "@/lib/policy/rules/changing/compare";
import type { PolicyContent } from "@/lib/policy/rules/changing/content";
import { changes, policies, writtenRules } from "@/lib/policy/rules/changing/testing/policies";
import { type Call, decide, type Decision } from "@/lib/policy/rules/decision/decide";
import { compileEnvironment } from "@/lib/policy/rules/decision/environment";
import type { Outcome, PublishedRule } from "@/lib/policy/rules/snapshot";
import type { World } from "@/lib/policy/rules/writing/tests";
import { callsWith, openWorld } from "@/lib/policy/testing/decisions";

const order: Readonly<Record<Outcome, number>> = { deny: 0, ask: 1, allow: 2 };
const runs = { numRuns: 150 };
const guardrails = fc.uniqueArray(writtenRules(fc.constantFrom("g0", "g1"), "ask", "prohibit"), {
  selector: ({ id }) => id,
  maxLength: 1,
});
const calls = fc.array(callsWith(), { minLength: 20, maxLength: 20 });

const published = (rules: PolicyContent["rules"]): PublishedRule[] => rules.map((rule) => ({ ...rule, since: 1 }));
const worldOf = (rules: PolicyContent["rules"]): World => ({
  slug: "helper",
  kind: undefined,
  tier: "enterprise",
  environment: "production",
  guardrails: { version: 1, rules: published(rules) },
  systems: {},
});

function live({ rules, require_intent, intents }: PolicyContent, limits: PolicyContent["rules"]) {
  const open = openWorld(published(rules));
  const { helper } = open.agents;
  if (!helper) throw new Error("There is no agent.");
  const agents = { helper: { ...helper, require_intent, intents } };
  return compileEnvironment({ ...open, agents, guardrails: { version: 1, rules: published(limits) } });
}

/** Each question that was asked is asked still, or one that asks for no less. */
function asksAsMuch(before: Decision, after: Decision): boolean {
  return before.rules.every((old) => after.rules.some((now) => weakerQuestion(old, now).length === 0));
}

describe("a change that is no loosening", () => {
  it("raises no call, whatever the guardrails", () => {
    let held = 0;
    fc.assert(
      fc.property(changes, guardrails, calls, ({ before, after }, limits, several) => {
        if (judgeChange({ before, after, world: worldOf(limits) }).isLoosening) return;
        held++;
        const [was, is] = [live(before, limits), live(after, limits)];
        for (const call of several) {
          const [old, now] = [decide(was, call), decide(is, call)];
          expect(order[now.outcome]).toBeLessThanOrEqual(order[old.outcome]);
          if (now.outcome === "ask" && old.outcome === "ask") expect(asksAsMuch(old, now)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
    expect(held).toBeGreaterThan(30);
  });

  it("raises no call of any agent where it is one of guardrails", () => {
    const limits = fc.tuple(changes, policies).map(([{ before, after }, agent]) => {
      const limiting = (policy: PolicyContent): PolicyContent => ({
        ...policy,
        rules: policy.rules.filter(({ effect }) => effect !== "approve"),
      });
      return { before: limiting(before), after: limiting(after), agent };
    });
    let held = 0;
    fc.assert(
      fc.property(limits, calls, ({ before, after, agent }, several) => {
        if (judgeChange({ before, after, world: worldOf([]), areGuardrails: true }).isLoosening) return;
        held++;
        const [was, is] = [live(agent, before.rules), live(agent, after.rules)];
        for (const call of several)
          expect(order[decide(is, call).outcome]).toBeLessThanOrEqual(order[decide(was, call).outcome]);
      }),
      runs,
    );
    expect(held).toBeGreaterThan(10);
  });

  it("leaves all decisions alone where the way back is none either", () => {
    const sameDecisions = (before: PolicyContent, after: PolicyContent, several: readonly Call[]): void => {
      const [was, is] = [live(before, []), live(after, [])];
      for (const call of several) expect(decide(is, call).outcome).toBe(decide(was, call).outcome);
    };
    fc.assert(
      fc.property(changes, calls, ({ before, after }, several) => {
        const world = worldOf([]);
        if (
          judgeChange({ before, after, world }).isLoosening ||
          judgeChange({ before: after, after: before, world }).isLoosening
        )
          return;
        sameDecisions(before, after, several);
      }),
      runs,
    );
  });
});

describe("no loosening", () => {
  it("is a policy beside itself, in another order or in words alone", () => {
    fc.assert(
      fc.property(policies, guardrails, (policy, limits) => {
        const world = worldOf(limits);
        expect(judgeChange({ before: policy, after: structuredClone(policy), world })).toEqual({
          isLoosening: false,
          loosens: [],
          tightens: [],
        });
        const after = {
          ...policy,
          rules: policy.rules.toReversed().map((rule) => ({ ...rule, because: "Other words." })),
        };
        expect(judgeChange({ before: policy, after, world })).toEqual({
          isLoosening: false,
          loosens: [],
          tightens: [],
        });
      }),
      runs,
    );
  });

  it("is the removal of an approval, or one more prohibition", () => {
    fc.assert(
      fc.property(
        policies,
        guardrails,
        writtenRules(fc.constant("added"), "prohibit"),
        fc.nat({ max: 3 }),
        (policy, limits, rule, at) => {
          const world = worldOf(limits);
          expect(
            judgeChange({ before: policy, after: { ...policy, rules: [...policy.rules, rule] }, world }).loosens,
          ).toEqual([]);
          const rules = policy.rules.filter(({ effect }, index) => index !== at || effect !== "approve");
          expect(judgeChange({ before: policy, after: { ...policy, rules }, world }).loosens).toEqual([]);
        },
      ),
      runs,
    );
  });
});

it("shows only calls that do rise", () => {
  let shown = 0;
  fc.assert(
    fc.property(changes, guardrails, ({ before, after }, limits) => {
      for (const { example } of judgeChange({ before, after, world: worldOf(limits) }).loosens) {
        if (!example) continue;
        shown++;
        expect(order[example.after]).toBeGreaterThan(order[example.before]);
      }
    }),
    { numRuns: 150 },
  );
  expect(shown).toBeGreaterThan(20);
});
