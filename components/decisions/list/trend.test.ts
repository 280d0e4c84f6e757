import { expect, test } from "vitest";
import { describeTrend } from "./trend";

test.each([
  [[0, 2, 5, 1], "8 in 4 days, most on 20 Nov (5), 1 on 21 Nov"],
  [[3], "3 in 1 day, most on 21 Nov (3), 3 on 21 Nov"],
  [[0, 0], "0 in 2 days"],
  [[], "0 in 0 days"],
])("%o", (days, words) => {
  expect(describeTrend(days, "2026-11-21")).toBe(words);
});
