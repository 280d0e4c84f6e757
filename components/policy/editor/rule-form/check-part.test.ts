import { describe, expect, it } from "vitest";
import type { Rule } from "@/lib/policy/schema";
import { checkPart } from "./check-part";
import { openRule, writeRule } from "./rule-values";

const rule: Rule = {
  id: "large",
  effect: "ask",
  actions: ["a.b", "c.**"],
  resources: ["ticket/*"],
  when: "args.amount > 200.0",
  risk: "high",
  approvers: "any 1 of (owner, deputy)",
  window_seconds: 300,
  grant_minutes: 10,
  boundary: "hard",
  strength: "impossible",
  enforced_at: ["gateway"],
  because: "It is large.",
};
const others = { intents: [], taken: ["small"] };

describe("a rule in its form", () => {
  it("comes out as it went in", () => {
    expect(checkPart("rules", writeRule(openRule(rule, "ask")), others)).toEqual({ ok: true, item: rule });
  });

  it("loses what belongs to asking once it asks nobody", () => {
    const checked = checkPart("rules", writeRule({ ...openRule(rule, "ask"), effect: "prohibit" }), others);
    const { risk, approvers, window_seconds, grant_minutes, ...rest } = rule;
    expect([risk, approvers, window_seconds, grant_minutes]).not.toContain(undefined);
    expect(checked).toEqual({ ok: true, item: { ...rest, effect: "prohibit" } });
  });

  it.each([
    [{ id: "small" }, "id"],
    [{ id: "Not a name" }, "id"],
    [{ actions: "a.**.b" }, "actions"],
    [{ actions: "" }, "actions"],
    [{ when: "args.amount >" }, "when"],
    [{ approvers: "anybody" }, "approvers"],
    [{ window_seconds: "5" }, "window_seconds"],
    [{ window_seconds: "soon" }, "window_seconds"],
    [{ because: " " }, "because"],
  ])("%j is told beside %s", (part, field) => {
    const checked = checkPart("rules", writeRule({ ...openRule(rule, "ask"), ...part }), others);
    expect(checked.ok ? [] : Object.keys(checked.faults)).toEqual([field]);
  });
});
