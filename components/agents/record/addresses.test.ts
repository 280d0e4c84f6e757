import { describe, expect, it } from "vitest";
import { agentHref, readAsOf, readUtcField } from "./addresses";

describe("agentHref", () => {
  it("takes the instant along", () => {
    expect(agentHref("refund-agent")).toBe("/agents/refund-agent");
    expect(agentHref("refund-agent", "owners")).toBe("/agents/refund-agent/owners");
    expect(agentHref("refund-agent", "", "2026-11-03T14:00:00.000Z")).toBe(
      "/agents/refund-agent?as_of=2026-11-03T14%3A00%3A00.000Z",
    );
  });
});

describe("readAsOf", () => {
  it.each([
    ["2026-11-03T14:00:00Z", "2026-11-03T14:00:00.000Z"],
    ["2026-11-03T15:00:00+01:00", "2026-11-03T14:00:00.000Z"],
    ["2026-11-03", "2026-11-03T00:00:00.000Z"],
    ["yesterday", "yesterday"],
    ["1", "1"],
    ["2026-99-99", "2026-99-99"],
    ["", undefined],
    [null, undefined],
  ])("%s is %s", (text, instant) => {
    expect(readAsOf(text)).toBe(instant);
  });
});

describe("readUtcField", () => {
  it.each([
    ["2026-11-03T14:00", "2026-11-03T14:00:00.000Z"],
    ["2026-11-03T14:00:05", "2026-11-03T14:00:05.000Z"],
    ["", undefined],
    ["soon", undefined],
  ])("%s is %s", (value, instant) => {
    expect(readUtcField(value)).toBe(instant);
  });
});
