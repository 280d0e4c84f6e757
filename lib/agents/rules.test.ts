import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dueAfterChange,
  dueAfterConfirming,
  dueByTier,
  findGaps,
  gapCodes,
  type GapFacts,
  governedUntil,
  graceEnds,
  life,
  lifeVerbs,
  proposeSlugs,
  tiers,
  writeAgentSlug,
  writeSkeleton,
} from "@/lib/agents/rules";

const day = 86_400_000;
const at = new Date("2026-11-21T10:00:00.000Z");

describe("slugs", () => {
  test.each([
    ["Refund agent (EU)", "refund-agent-eu"],
    ["Ünïcode Ärger", "unicode-arger"],
    ["日本語", "agent"],
    ["--", "agent"],
    ["x", "agent-x"],
    ["A".repeat(200), "a".repeat(55)],
    ["=1+1", "1-1"],
  ])("%s becomes %s", (name, slug) => expect(writeAgentSlug(name)).toBe(slug));

  test("of any name are slugs, also the numbered ones", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (name) => {
        const proposals = proposeSlugs(name);
        for (let i = 0; i < 3; i++) expect(proposals.next().value).toMatch(/^[a-z0-9][a-z0-9-]{1,62}$/);
      }),
    );
  });

  test.each([
    ["refund-agent", "refund--agent"],
    ["bot-10", "bot-1o"],
    ["modern", "modem"],
    ["vvest", "west"],
    ["al1", "a1l"],
    ["ledger-sweeper", "iedger-sweeper"],
    ["ledger-sweeper", "1edger-sweeper"],
    ["ledger-sweeper", "ledger-5weeper"],
    ["blob-guard", "8l0b-9uard"],
    ["zone-1", "2one-i"],
  ])("%s looks like %s", (one, other) => expect(writeSkeleton(one)).toBe(writeSkeleton(other)));
  test.each([
    ["refund-agent", "refund-agents"],
    ["mail-bot", "main-bot"],
    ["agent-5", "agent-6"],
    ["agent-2", "agent-3"],
  ])("%s does not look like %s", (one, other) => expect(writeSkeleton(one)).not.toBe(writeSkeleton(other)));
});

describe("a yes", () => {
  const held = {
    part: "owner",
    state: "accepted",
    personId: "per_a",
    confirmedAt: null,
    confirmBy: null,
    endedAt: null,
  } as const;

  test("never holds longer for a stricter tier, whichever of the two is stricter", () => {
    for (const [index, tier] of tiers.entries())
      for (const stricter of tiers.slice(index)) {
        expect(
          dueAfterConfirming({ tier, tierTarget: stricter }, at) <= dueAfterConfirming({ tier, tierTarget: tier }, at),
        ).toBe(true);
        expect(graceEnds({ tier: stricter, tierTarget: null }, at) <= graceEnds({ tier, tierTarget: null }, at)).toBe(
          true,
        );
      }
  });

  test("is asked again within a week of a change, and never later than it was due", () => {
    expect(dueAfterChange(new Date(at.getTime() + 60 * day), at)).toEqual(new Date(at.getTime() + 7 * day));
    expect(dueAfterChange(new Date(at.getTime() + day), at)).toEqual(new Date(at.getTime() + day));
  });

  test("governs until it is due and the grace is over; a deputy's does not", () => {
    const tierless = { tier: null, tierTarget: null };
    const confirmBy = new Date(at.getTime() + 90 * day);
    expect(governedUntil(tierless, [{ ...held, confirmBy }])).toEqual(new Date(at.getTime() + 104 * day));
    expect(governedUntil(tierless, [{ ...held, part: "deputy", confirmBy }])).toBeNull();
    expect(governedUntil(tierless, [{ ...held, state: "asked" }])).toBeNull();
    const advanced = { tier: "advanced", tierTarget: null } as const;
    const end = (endedAt: Date, confirmedAt: Date | null) => ({
      ...held,
      state: "ended" as const,
      confirmedAt,
      endedAt,
    });
    const before = new Date(at.getTime() - day);
    const ended = [end(at, before), end(before, before)];
    expect(governedUntil(advanced, ended)).toEqual(new Date(at.getTime() + day));
    // A question that was taken back, or that somebody else was asked instead, moves nothing and begins nothing.
    const asked = end(new Date(at.getTime() + 5 * day), null);
    expect(governedUntil(advanced, [...ended, asked])).toEqual(new Date(at.getTime() + day));
    expect(governedUntil(advanced, [asked])).toBeNull();
  });

  test("is due by a stricter tier from its last confirmation, and never later than it was", () => {
    const [confirmedAt, confirmBy] = [at, new Date(at.getTime() + 90 * day)];
    expect(dueByTier({ tier: "advanced", tierTarget: null }, { confirmedAt, confirmBy })).toEqual(
      new Date(at.getTime() + 30 * day),
    );
    expect(dueByTier({ tier: "foundation", tierTarget: null }, { confirmedAt, confirmBy })).toBeNull();
    expect(dueByTier({ tier: "foundation", tierTarget: null }, { confirmedAt, confirmBy: at })).toBeNull();
  });
});

type State = GapFacts["owners"][number]["state"];
function keptBy(owner: State, deputy: State): Pick<GapFacts, "owners"> {
  return {
    owners: [
      { part: "owner", state: owner },
      { part: "deputy", state: deputy },
    ],
  };
}

const complete: GapFacts = {
  purpose: "Refunds",
  kind: "custom",
  autonomy: "suggests",
  tierTarget: "foundation",
  modelProviders: ["Anthropic"],
  duties: ["a", "b", "c"],
  dataClasses: ["public"],
  statedNone: [],
  owners: [
    { part: "owner", state: "accepted" },
    { part: "deputy", state: "accepted" },
  ],
  systems: [{ verifies: "mtls" }],
  memories: [{ retentionDays: 30, purgeBy: "us", reachable: true }],
  identities: [{ kind: "spiffe", shared: false }],
  policyLive: true,
};

describe("gaps", () => {
  test("are none where everything is known", () => expect(findGaps(complete)).toEqual([]));

  test.each<[string, Partial<GapFacts>]>([
    ["purpose_missing", { purpose: "" }],
    ["kind_missing", { kind: null }],
    ["autonomy_missing", { autonomy: null }],
    ["tier_target_missing", { tierTarget: null }],
    ["model_provider_missing", { modelProviders: [] }],
    ["responsibility_missing", { duties: ["a", "", "c"] }],
    ["data_classes_missing", { dataClasses: [] }],
    ["systems_missing", { systems: [] }],
    ["system_unverified", { systems: [{ verifies: "network_only" }] }],
    ["system_unknown", { systems: [{ verifies: "unknown" }] }],
    ["memory_missing", { memories: [] }],
    ["memory_unclear", { memories: [{ retentionDays: null, purgeBy: "us", reachable: true }] }],
    ["memory_unclear", { memories: [{ retentionDays: 0, purgeBy: "us", reachable: null }] }],
    ["identity_missing", { identities: [] }],
    ["identity_label_only", { identities: [{ kind: "label", shared: false }] }],
    ["identity_shared", { identities: [{ kind: "spiffe", shared: true }] }],
    ["policy_missing", { policyLive: false }],
    ["no_owner", { owners: [{ part: "deputy", state: "accepted" }] }],
    ["no_deputy", { owners: [{ part: "owner", state: "accepted" }] }],
    ["owner_not_accepted", keptBy("asked", "accepted")],
    ["deputy_not_accepted", keptBy("accepted", "asked")],
  ])("%s alone", (code, change) => expect(findGaps({ ...complete, ...change })).toEqual([code]));

  test("nothing said is a gap, none said is not", () => {
    const nothing = { dataClasses: [], systems: [], memories: [] };
    const none = ["data_classes", "systems", "memory"];
    expect(findGaps({ ...complete, ...nothing, statedNone: none })).toEqual([]);
    expect(findGaps({ ...complete, ...nothing })).toEqual([
      "data_classes_missing",
      "systems_missing",
      "memory_missing",
    ]);
  });

  test("every one can be found, but the one that time alone brings", () => {
    const empty = { ...complete, purpose: "", kind: null, autonomy: null, tierTarget: null, modelProviders: [] };
    const found = new Set([
      ...findGaps({
        ...empty,
        duties: [""],
        dataClasses: [],
        owners: [],
        systems: [],
        memories: [],
        identities: [],
        policyLive: false,
      }),
      ...findGaps({
        ...complete,
        ...keptBy("asked", "asked"),
      }),
      ...findGaps({ ...complete, systems: [{ verifies: "network_only" }, { verifies: "unknown" }] }),
      ...findGaps({ ...complete, memories: [{ retentionDays: null, purgeBy: "", reachable: false }] }),
      ...findGaps({ ...complete, identities: [{ kind: "label", shared: true }] }),
    ]);
    expect(gapCodes.filter((code) => !found.has(code))).toEqual(["confirmation_overdue"]);
  });
});

test("nothing leads out of retired, and every state but it can be retired", () => {
  const from = lifeVerbs.flatMap((verb): readonly string[] => life[verb].from);
  expect(from).not.toContain("retired");
  expect(life.retire.from).toEqual(["draft", "in_review", "active", "suspended", "denied", "revoked"]);
});
