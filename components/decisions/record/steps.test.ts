import { expect, test } from "vitest";
import { reasonCodes } from "@/lib/policy/rules";
import { climb } from "./steps";

const explanation = { state: "explained", detail: "", answers: [], otherwise: null } as const;
const stepsOf = (reason: (typeof reasonCodes)[number]) =>
  climb({ reason, detail: "why", explanation: { ...explanation, answers: [] } });

test.each(reasonCodes)("%s is decided in exactly one step", (reason) => {
  const steps = stepsOf(reason);
  expect(steps.filter(({ state }) => state === "decides")).toHaveLength(1);
  const at = steps.findIndex(({ state }) => state === "decides");
  expect(steps.slice(0, at).every(({ state }) => state === "passed")).toBe(true);
  expect(steps.slice(at + 1).every(({ state }) => state === "not_reached")).toBe(true);
});

test("where nothing approves, that step was passed by and says so", () => {
  const approve = stepsOf("not_approved").find(({ id }) => id === "approve");
  expect(approve).toMatchObject({ state: "passed", words: "No rule approves it" });
});

test("each answer stands at the step in which its rule is asked", () => {
  const answer = { rule: "large", effect: "ask", answer: "matches", line: 3, part: null, detail: null } as const;
  const steps = climb({
    reason: "prohibited",
    detail: "why",
    explanation: { ...explanation, answers: [{ ...answer, values: [] }] },
  });
  expect(steps.filter(({ answers }) => answers.length > 0).map(({ id }) => id)).toEqual(["ask"]);
});

test("the step that decides says why", () => {
  const words = (reason: Parameters<typeof stepsOf>[0]) =>
    stepsOf(reason).find(({ state }) => state === "decides")?.words;
  expect(words("prohibited")).toBe("why");
  expect(words("not_approved")).toBe("Anything else is denied");
});
