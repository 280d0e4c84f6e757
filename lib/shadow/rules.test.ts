import { describe, expect, it } from "vitest";
import { explainIgnore, judgeDisposition } from "@/lib/shadow/rules";

const now = new Date("2026-11-21T12:00:00.000Z");

describe("what holds now", () => {
  it.each([
    ["ignore", "2026-11-21T12:00:00.001Z", "ignore"],
    ["ignore", "2026-11-21T12:00:00.000Z", "undecided"],
    ["ignore", null, "undecided"],
    ["block", null, "block"],
    ["govern", null, "govern"],
  ] as const)("%s until %s is %s", (disposition, until, held) => {
    expect(judgeDisposition({ disposition, ignoreUntil: until === null ? null : new Date(until) }, now)).toBe(held);
  });
});

describe("the day until which something is ignored", () => {
  it.each([
    ["ignore", undefined, "Say until when"],
    ["ignore", "2026-11-21T12:00:00.000Z", "over already"],
    ["ignore", "2027-11-21T12:00:00.001Z", "At most 365"],
    ["block", "2026-12-21T12:00:00.000Z", "Only what is ignored"],
  ] as const)("%s until %s is refused", (disposition, until, words) => {
    expect(explainIgnore({ disposition, until }, now)).toContain(words);
  });

  it("may be 365 days away", () => {
    expect(explainIgnore({ disposition: "ignore", until: "2027-11-21T12:00:00.000Z" }, now)).toBeUndefined();
  });
});
