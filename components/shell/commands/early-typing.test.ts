import { expect, it } from "vitest";
import { keepEarlyKey, takeEarlyKeys } from "./early-typing";

const plain = { metaKey: false, ctrlKey: false, altKey: false };
const press = (...keys: string[]) => keys.map((key) => keepEarlyKey({ key, ...plain }));

it("keeps letters in order until the field is there, then hands them over once", () => {
  expect(press("r", "e", "x", "Backspace", "f", " ")).toEqual([true, true, true, true, true, true]);
  expect(takeEarlyKeys()).toBe("ref ");
  expect(takeEarlyKeys()).toBe("");
});

it("leaves keys alone that are no text", () => {
  expect(press("ArrowDown", "Tab", "Escape", "Shift")).toEqual([false, false, false, false]);
  expect(keepEarlyKey({ key: "k", ...plain, ctrlKey: true })).toBe(false);
  expect(takeEarlyKeys()).toBe("");
});
