import { expect, test } from "vitest";
import { describeVerdict } from "./verdict";

const policy = { version: 7, guardrails: 3, epoch: 1, sequence: 42 };
const denied = { outcome: "deny", detail: "A rule prohibits it.", policy } as const;

test.each([
  [
    { ...denied, reason: "prohibited", rule: "never-pay-out" },
    42,
    "Denied: prohibited by never-pay-out, line 42 of version 7",
  ],
  [
    { ...denied, reason: "prohibited", rule: "guardrail/ceiling" },
    12,
    "Denied: prohibited by ceiling, line 12 of guardrails version 3",
  ],
  [{ ...denied, reason: "prohibited", rule: "gone" }, null, "Denied: prohibited by gone, in version 7"],
  [{ ...denied, reason: "not_approved", rule: null }, null, "Denied: no rule of version 7 approves it"],
  [
    { ...denied, reason: "contained", rule: null, detail: "Somebody stopped this agent, this tool or everything." },
    null,
    "Denied: somebody stopped this agent, this tool or everything",
  ],
  [
    { outcome: "ask", detail: "", policy, reason: "approval_required", rule: "large" },
    9,
    "Asked: a person must say yes first, by large, line 9 of version 7",
  ],
  [
    { outcome: "allow", detail: "", policy, reason: "approved", rule: "small" },
    5,
    "Allowed: approved by small, line 5 of version 7",
  ],
] as const)("%o", (decision, line, words) => {
  expect(describeVerdict(decision, line)).toBe(words);
});
