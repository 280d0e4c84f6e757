import { expect, test } from "vitest";
import { chooseDelay } from "@/components/live/back-off";

test("waits longer each time, at most half a minute, and never less than half of it", () => {
  expect([0, 1, 2, 5, 50].map((failures) => chooseDelay(failures, 1))).toEqual([1_000, 2_000, 4_000, 30_000, 30_000]);
  expect(chooseDelay(3, 0)).toBe(4_000);
});
