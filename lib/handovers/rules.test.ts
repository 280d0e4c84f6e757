import { describe, expect, test } from "vitest";
import { judgePart, type SuggestionFacts, suggestSuccessors } from "@/lib/handovers/rules";

const facts: SuggestionFacts = {
  part: "owner",
  leaverId: "leaver",
  mayHoldBoth: false,
  holders: [],
  declinedBy: [],
  teamLeads: [],
  formerLeads: [],
};

describe("suggested successors", () => {
  test("are the deputy, then leads of the agent's team, then leads of the leaver's teams, each once", () => {
    const holders = [{ personId: "deputy", part: "deputy", state: "accepted" }] as const;
    const found = suggestSuccessors({
      ...facts,
      holders,
      teamLeads: ["lead", "deputy"],
      formerLeads: ["former", "lead", "leaver"],
    });
    expect(found).toEqual([
      { personId: "deputy", why: "deputy" },
      { personId: "lead", why: "team_lead" },
      { personId: "former", why: "former_team_lead" },
    ]);
  });

  test("leave out who would be refused, is asked already, or said no", () => {
    const owner = { personId: "owner", part: "owner", state: "accepted" } as const;
    const asked = { personId: "asked", part: "deputy", state: "asked" } as const;
    const deputyPart = { ...facts, part: "deputy" as const, holders: [owner, asked] };
    expect(suggestSuccessors({ ...deputyPart, teamLeads: ["owner", "asked", "no"], declinedBy: ["no"] })).toEqual([]);
    expect(suggestSuccessors({ ...deputyPart, mayHoldBoth: true, teamLeads: ["owner", "asked"] })).toEqual([
      { personId: "owner", why: "team_lead" },
    ]);
    expect(suggestSuccessors({ ...facts, holders: [asked], teamLeads: ["asked"] })).toEqual([]);
  });
});

test("a part is accepted, needs nobody, waits for an answer or is open", () => {
  const none = { retired: false, accepted: false, asked: false };
  expect(judgePart({ ...none, accepted: true, retired: true })).toBe("accepted");
  expect(judgePart({ ...none, retired: true, asked: true })).toBe("retired");
  expect(judgePart({ ...none, asked: true })).toBe("asked");
  expect(judgePart(none)).toBe("open");
});
