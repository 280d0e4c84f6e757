import { describe, expect, it } from "vitest";
import type { Action } from "../actions";
import { type KeyPress, matchKey } from "./key-bindings";

const bind = (id: string, keys?: string): Action => ({
  id,
  label: id,
  group: "Actions",
  run: () => undefined,
  ...(keys === undefined ? {} : { keys }),
});
const actions = [bind("palette", "mod+k"), bind("evidence", "g e"), bind("edit", "e"), bind("help", "?"), bind("none")];
const press = (key: string, part: Partial<KeyPress> = {}): KeyPress => ({
  key,
  mod: false,
  alt: false,
  inField: false,
  inOverlay: false,
  repeat: false,
  ...part,
});
const match = (key: string, part?: Partial<KeyPress>, pending = "", singleKeys = true) => {
  const { action, pending: next } = matchKey(actions, press(key, part), pending, singleKeys);
  return [action?.id, next];
};

describe("matchKey", () => {
  it("takes the modified key anywhere, also while typing and with single keys off", () => {
    expect(match("k", { mod: true, inField: true, inOverlay: true }, "", false)).toEqual(["palette", ""]);
    expect(match("K", { mod: true })).toEqual(["palette", ""]);
  });
  it("waits for the second key of a sequence, and prefers the sequence to the single key", () => {
    expect(match("g")).toEqual([undefined, "g"]);
    expect(match("e", {}, "g")).toEqual(["evidence", ""]);
    expect(match("e")).toEqual(["edit", ""]);
    expect(match("x", {}, "g")).toEqual([undefined, ""]);
  });
  it.each([{ inField: true }, { inOverlay: true }, { alt: true }, { repeat: true }])(
    "leaves single keys alone when %j",
    (part) => {
      expect(match("e", part)).toEqual([undefined, ""]);
    },
  );
  it("can be switched off", () => {
    expect(match("?", {}, "", false)).toEqual([undefined, ""]);
    expect(match("?")).toEqual(["help", ""]);
  });
});
