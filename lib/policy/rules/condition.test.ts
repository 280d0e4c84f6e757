import { expect, test } from "vitest";
import { compileCondition } from "@/lib/policy/rules/condition";

test.each([
  ["hidden characters in a literal", 'args.a == "a\u200b"'],
  ["hidden characters that are escaped", 'args.a == "a\\u200b"'],
  ["text that is not composed", 'args.a == "e\u0301"'],
  ["a pattern that repeats hundreds of times", 'args.a.matches("(?:a[ab]{0,900})[^ab]")'],
  ["repetitions in repetitions", 'args.a.matches("((a{0,30}){30}){1}")'],
  ["more than 4 KiB", `args.a == "${"x".repeat(4_100)}"`],
  ["what is no yes or no", "args.a + args.b == 1.0 ? 1 : 2"],
])("%s is refused when it is written", (_, text) => {
  expect(() => compileCondition(text)).toThrow();
});

test("several lines, other scripts and sensible patterns are taken", () => {
  for (const text of [
    'args.a == "Zoë" &&\n\targs.b == "日本語"',
    'args.mail.matches("^[a-z0-9._%+-]+@[a-z0-9.-]{1,64}\\\\.[a-z]{2,24}$")',
  ]) {
    expect(compileCondition(text).text).toBe(text);
  }
});
