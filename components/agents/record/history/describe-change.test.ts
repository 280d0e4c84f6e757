import { describe, expect, it } from "vitest";
import { describeChanges } from "./describe-change";

describe("describeChanges", () => {
  it.each([
    ["purpose", "", "Refunds customers", "What it is for", null, "Refunds customers"],
    ["state", "draft", "in_review", "State", "Draft", "In review"],
    ["environment", "production", "sandbox", "Environment", "Production", "Sandbox"],
    ["tools", [], [{ name: "Bash", effect: "prohibit", hard: true }], "Tools", null, "Bash, denied, hard"],
    ["tier_target", null, "enterprise", "Tier to aim for", null, "Enterprise"],
    ["bridge", false, true, "Bridge", "No", "Yes"],
    ["governed_until", null, "2026-12-09T08:15:00.000Z", "Governed until", null, "9 Dec 2026, 08:15 UTC"],
    ["team", null, { id: "tea_1", slug: "shop", name: "Shop" }, "Team", null, "Shop"],
    ["gaps", ["purpose_missing", "no_deputy"], ["no_deputy"], "Gaps", "Not said what it is for", null],
    ["data_classes", ["personal"], ["personal", "payment"], "Data it touches", null, "Payment"],
    [
      "systems",
      [],
      [{ name: "CRM", verifies: "network_only" }],
      "Systems it reaches",
      null,
      "CRM, verifies by: The network alone",
    ],
    [
      "responsibility",
      { us: "", model_provider: "", platform: "" },
      { us: "Its data", model_provider: "", platform: "Where it runs" },
      "Who is responsible for what",
      null,
      "Us: Its data; Platform: Where it runs",
    ],
  ])("%s", (field, before, after, name, old, now) => {
    expect(describeChanges([{ field, before, after }])).toEqual([{ field: name, before: old, after: now }]);
  });

  it("says who was asked, and what they answered", () => {
    const dana = { person: { id: "per_1", name: "Dana Reyes" }, part: "owner", confirm_by: null };
    const before = [{ ...dana, state: "asked", reason: null }];
    const after = [{ ...dana, state: "declined", reason: "I leave in May" }];
    expect(describeChanges([{ field: "owners", before, after }])).toEqual([
      {
        field: "Owner and deputy",
        before: "Dana Reyes, owner, asked",
        after: "Dana Reyes, owner, declined: I leave in May",
      },
    ]);
  });

  it("puts what follows behind what was done", () => {
    const changes = [
      { field: "gaps", before: [], after: ["no_deputy"] },
      { field: "bridge", before: false, after: true },
      { field: "purpose", before: "", after: "Refunds" },
    ];
    expect(describeChanges(changes).map(({ field }) => field)).toEqual(["What it is for", "Bridge", "Gaps"]);
  });

  it("is silent about what only follows", () => {
    expect(describeChanges([{ field: "state_since", before: "a", after: "b" }])).toEqual([]);
    expect(describeChanges([{ field: "owners", before: [], after: [] }])).toEqual([]);
  });
});
