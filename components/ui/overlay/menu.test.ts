import { describe, expect, it } from "vitest";
import { chooseItem } from "./menu-popup";

const labels = ["Rename", "Reset passkeys", "Deactivate…"];

describe("chooseItem", () => {
  it.each([
    ["ArrowDown", -1, 0],
    ["ArrowDown", 2, 0],
    ["ArrowUp", -1, 2],
    ["ArrowUp", 0, 2],
    ["ArrowUp", 2, 1],
    ["Home", 2, 0],
    ["End", 0, 2],
    ["r", 0, 1],
    ["R", 1, 0],
    ["d", 0, 2],
    ["x", 0, undefined],
    [" ", 0, undefined],
    ["Enter", 0, undefined],
  ])("%s from %d leads to %s", (key, current, next) => {
    expect(chooseItem(key, labels, current)).toBe(next);
  });
  it("has nowhere to go in an empty menu", () => {
    expect(chooseItem("ArrowDown", [], -1)).toBeUndefined();
  });
});
