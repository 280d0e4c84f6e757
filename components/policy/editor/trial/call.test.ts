import { describe, expect, it } from "vitest";
import { noCall, readCall, writeCall } from "./call";

describe("readCall", () => {
  it("leaves out what is not written", () => {
    expect(readCall({ ...noCall, action: " a.b " })).toEqual({ ok: true, call: { action: "a.b" } });
  });

  it.each([
    [{ action: "" }, "action"],
    [{ action: "a", args: "[1]" }, "args"],
    [{ action: "a", args: "{" }, "args"],
    [{ action: "a", context: "null" }, "context"],
    [{ action: "a", resourceType: "ticket" }, "resource"],
    [{ action: "a", now: "soon" }, "now"],
  ])("%j is at fault in %s", (part, field) => {
    const read = readCall({ ...noCall, ...part });
    expect(read.ok ? [] : Object.keys(read.faults)).toEqual([field]);
  });

  it("reads back what a test says", () => {
    const test = {
      action: "a.b",
      args: { amount: 50, to: ["x"] },
      resource: { type: "ticket", id: "T-1" },
      context: { customer: "c" },
      intent: "refund",
      now: "2026-11-21T08:00:00.000Z",
    };
    expect(readCall(writeCall(test))).toEqual({ ok: true, call: test });
  });
});
