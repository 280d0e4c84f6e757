import { describe, expect, it } from "vitest";
import { agentOperations } from "@/lib/agents/operations";
import { AgentRecord } from "@/lib/agents/schema";
import { describeField, type Field, listDifferent, mergeTheirs, readList, readValues, writeChange } from "./fields";

const record = AgentRecord.parse(agentOperations.getAgent.example.output);
const base = readValues(record);
const all = Object.keys(base) as Field[];

describe("writeChange", () => {
  it("sends nothing where nothing differs", () => {
    expect(writeChange(record, base, all)).toEqual({});
  });
  it("sends only the fields of the form that differ", () => {
    const values = { ...base, purpose: "Other", kind: null, name: "Not of this form" };
    expect(writeChange(record, values, ["purpose", "kind"])).toEqual({ purpose: "Other", kind: null });
  });
  it("keeps the other stated parts, and sends the responsibility whole", () => {
    const values = { ...base, no_data: true, data_classes: [], duty_platform: "Where it runs" };
    expect(writeChange(record, values, all)).toEqual({
      data_classes: [],
      stated_none: ["sub_agents", "data_classes"],
      responsibility: { us: "What it may do", model_provider: "The model", platform: "Where it runs" },
    });
  });
});

describe("mergeTheirs", () => {
  it("takes over what only they changed, and keeps what only I changed", () => {
    const merged = mergeTheirs(base, { ...base, purpose: "Mine" }, { ...base, name: "Theirs" }, all);
    expect(merged).toEqual({ values: { ...base, purpose: "Mine", name: "Theirs" }, collisions: [] });
  });
  it("finds what both changed differently, and leaves my words until I decide", () => {
    const merged = mergeTheirs(base, { ...base, purpose: "Mine" }, { ...base, purpose: "Theirs" }, all);
    expect(merged).toEqual({ values: { ...base, purpose: "Mine" }, collisions: ["purpose"] });
  });
  it("is no collision where both wrote the same", () => {
    const same = { ...base, tags: ["shop", "eu"] };
    expect(mergeTheirs(base, same, { ...same, tags: [...same.tags] }, all).collisions).toEqual([]);
  });
  it("takes over their change to a field that is not in the form", () => {
    const merged = mergeTheirs(base, { ...base, purpose: "Mine" }, { ...base, tags: [] }, ["purpose"]);
    expect(merged.values.tags).toEqual([]);
    expect(listDifferent(base, merged.values, ["purpose"])).toEqual(["purpose"]);
  });
});

describe("describeField", () => {
  it.each([
    ["data_classes", "Personal and payment"],
    ["kind", "Built by ourselves"],
    ["tier_target", "Enterprise"],
    ["duty_platform", null],
    ["team", "The team"],
    ["no_data", "No"],
  ] as const)("%s is %s", (field, words) => {
    expect(describeField(base, field, () => "The team")).toBe(words);
  });
});

describe("readList", () => {
  it.each([
    ["Anthropic, OpenAI", ["Anthropic", "OpenAI"]],
    [" a ;a, ,b", ["a", "b"]],
    ["", []],
  ])("%s", (text, list) => {
    expect(readList(text)).toEqual(list);
  });
});
