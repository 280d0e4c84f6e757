import { expect, it } from "vitest";
import type { PolicyChange, PolicyReplay } from "@/lib/policy/schema";
import { describeDecision, describeRefusal, describeReviewers, explainNotLive } from "./decision-words";

const dana = { id: "per_dana", name: "Dana Okafor", state: "active" } as const;
const loosening = { code: "approve", pointer: null, id: "small-refund", detail: "More is approved.", example: null };
const change: PolicyChange = {
  id: "chg_01KAKZ5M2R8W1E7T4Y6V2B9N0P",
  created_at: "2026-11-21T09:50:00.000Z",
  updated_at: "2026-11-21T09:50:00.000Z",
  agent: "refund-agent",
  environment: "production",
  state: "in_review",
  title: "Refunds up to 200",
  because: "Support asked.",
  author: dana,
  base_version: 6,
  restores: null,
  loosens: true,
  needs_review: true,
  conflict: false,
  activate_at: null,
  expires_at: null,
  emergency: null,
  applied_version: null,
  closed_at: null,
  reviews: [],
  abilities: ["withdraw", "comment"],
  text: "",
  document: { require_intent: true, intents: [], rules: [], tests: [], keep_arguments: "read", secret_arguments: [] },
  base_text: null,
  loosenings: [loosening],
  tightenings: [],
  comments: [],
  reviewers: [{ id: "per_kofi", name: "Kofi Mensah" }],
};

it("tells the author who can instead", () => {
  expect(describeDecision(change, dana.id)).toBe(
    "1 limit gets looser, so a second person reviews. Who can: Kofi Mensah. You proposed it, so you cannot.",
  );
});

it("sends to security where nobody can", () => {
  expect(describeReviewers({ reviewers: [] })).toContain("Ask security");
});

it("tells apart who wrote in it and who may only read", () => {
  expect(describeRefusal(change, "per_other")).toBe("You wrote in it, so you cannot.");
  expect(describeRefusal({ ...change, abilities: [] }, "per_other")).toContain("the owner, the deputy");
  expect(describeRefusal({ ...change, abilities: [], agent: null }, "per_other")).toContain("guardrails");
  expect(describeRefusal({ ...change, abilities: ["approve"] }, "per_other")).toBe("");
});

it("keeps what was overtaken, or not replayed, from going live", () => {
  const done = { state: "done" } as PolicyReplay;
  expect(explainNotLive(change, done)).toBeUndefined();
  expect(explainNotLive({ ...change, conflict: true }, done)).toContain("Another version went live");
  expect(explainNotLive(change, undefined)).toContain("not been replayed");
  expect(explainNotLive(change, { ...done, state: "running" })).toContain("Wait");
  expect(explainNotLive(change, { ...done, state: "cancelled" })).toContain("Replay it again");
});

it("says why no second person is needed", () => {
  const approved = { ...change, state: "approved", abilities: ["apply"] } as const;
  expect(describeDecision({ ...approved, abilities: ["apply"], loosens: false }, dana.id)).toContain("tightens only");
  expect(describeDecision({ ...approved, abilities: ["apply"], environment: "sandbox" }, dana.id)).toContain(
    "In sandbox one person is enough. You can make it live.",
  );
});
