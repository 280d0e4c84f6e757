import { expect, test } from "vitest";
import { judgeState, maskError, maskPayload } from "@/lib/jobs/rules";

test.each([
  [{ attempts: 0, maxAttempts: 3, running: false }, "waiting"],
  [{ attempts: 1, maxAttempts: 3, running: true }, "running"],
  [{ attempts: 3, maxAttempts: 3, running: true }, "running"],
  [{ attempts: 1, maxAttempts: 3, running: false }, "retrying"],
  [{ attempts: 3, maxAttempts: 3, running: false }, "failed"],
] as const)("%o is %s", (progress, state) => {
  expect(judgeState(progress)).toBe(state);
});

test("a payload shows ids, numbers and yes/no, and hides every other value at any depth", () => {
  const id = "per_01KAKZ3F5R8W1E7T4Y6V2B9N0P";
  const payload = {
    person_id: id,
    to: "ana@example.com",
    count: 3,
    again: true,
    nothing: null,
    deep: [{ token: "s3cr3t", id }],
  };
  expect(maskPayload(payload)).toEqual({
    person_id: id,
    to: "[hidden]",
    count: 3,
    again: true,
    nothing: null,
    deep: [{ token: "[hidden]", id }],
  });
});

test("an error shows its first line, without addresses and tokens", () => {
  expect(maskError("550 ana@example.com refused\n  at send (/srv/mail.js)")).toBe("550 [hidden] refused");
  expect(maskError("bad token kJ3hG7sLq9ZpXw2vB5nM8cT4 for per_01KAKZ3F5R8W1E7T4Y6V2B9N0P")).toBe(
    "bad token [hidden] for per_01KAKZ3F5R8W1E7T4Y6V2B9N0P",
  );
  expect(maskError("x ".repeat(1_000))).toHaveLength(500);
});
