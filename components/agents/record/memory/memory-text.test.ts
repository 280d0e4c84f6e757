import { describe, expect, it } from "vitest";
import { readMemory, writeMemoryText } from "./memory-text";

const store = {
  id: "mem_01KAKZ3F5R8W1E7T4Y6V2B9N0P",
  name: "Summaries",
  operator: "platform" as const,
  operator_name: "Zendesk",
  retention_days: 30,
  purge_by: "On-call",
  reachable: true,
  data_classes: ["personal" as const],
};

describe("a memory store", () => {
  it.each([
    [null, null],
    [0, false],
    [30, true],
  ])("kept %s and reachable %s comes back from the form as it went in", (retention_days, reachable) => {
    const { id: _, ...rest } = { ...store, retention_days, reachable };
    expect(readMemory(writeMemoryText({ ...store, retention_days, reachable }))).toEqual(rest);
  });
  it("begins with nothing known", () => {
    expect(readMemory(writeMemoryText(null))).toMatchObject({ retention_days: null, reachable: null, purge_by: "" });
  });
});
