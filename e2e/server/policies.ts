import process from "node:process";
import type pg from "pg";
import { createAgent } from "@/e2e/server/agents";
import { createSignedInPerson, type TestPerson } from "@/e2e/server/people";
import type { Environment } from "@/lib/core/environments";
import type { PolicyChange, PolicyDraft } from "@/lib/policy/schema";

type Caller = Pick<TestPerson, "token">;
type Call = { method: "GET" | "POST" | "PUT"; path: string; body?: object; version?: number };

/** A policy with one rule, up to a limit, and a test that holds it. */
export function refundsUpTo(limit: number, because = "Small refunds are checked afterwards."): string {
  return `# Refunds of the support desk
require_intent: false
rules:
  - id: small-refund
    effect: approve
    actions: [stripe.refunds.create]
    when: args.amount <= ${limit}
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: ${because}
tests:
  - name: A refund of 10 goes through
    action: stripe.refunds.create
    args: { amount: 10 }
    expect: allow
`;
}

/** Calls the API as a person's browser would; what is refused fails the test in the API's own words. */
async function callPolicy<Answer>(person: Caller, { method, path, body, version }: Call): Promise<Answer> {
  const site = process.env["AMBIT_E2E_URL"] ?? "";
  const response = await fetch(site + path, {
    method,
    headers: {
      cookie: `ambit-session=${person.token}`,
      origin: site,
      "content-type": "application/json",
      ...(method === "POST" ? { "idempotency-key": crypto.randomUUID() } : {}),
      ...(version === undefined ? {} : { "if-match": `"v${version}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** The draft of an agent's policy with this text, begun if there is none. */
export async function writeDraft(person: Caller, slug: string, text: string): Promise<PolicyDraft> {
  const path = `/api/v1/agents/${slug}/policy/draft`;
  const made = await callPolicy<PolicyDraft>(person, { method: "POST", path, body: { template: "empty" } }).catch(() =>
    callPolicy<PolicyDraft>(person, { method: "GET", path }),
  );
  return callPolicy(person, { method: "PUT", path, body: { text }, version: made.version });
}

export async function proposeText(
  person: Caller,
  slug: string,
  text: string,
  more: { title?: string; because?: string } = {},
): Promise<PolicyChange> {
  const draft = await writeDraft(person, slug, text);
  const body = {
    title: "Refunds by themselves",
    because: "Support asked for it.",
    draft_version: draft.version,
    ...more,
  };
  return callPolicy(person, { method: "POST", path: `/api/v1/agents/${slug}/policy/changes`, body });
}

export function stepWith(person: Caller, id: string, verb: string, body?: object): Promise<PolicyChange> {
  return callPolicy(person, { method: "POST", path: `/api/v1/policy-changes/${id}/${verb}`, ...(body && { body }) });
}

/** Proposed, approved by somebody else, and live. */
export async function publishText(author: Caller, reviewer: Caller, slug: string, text: string): Promise<PolicyChange> {
  const change = await proposeText(author, slug, text);
  if (change.state === "in_review") await stepWith(reviewer, change.id, "approve", { comment: "" });
  return stepWith(author, change.id, "apply");
}

/** An agent, somebody of security who writes its policy, and another who reviews. */
export async function createGovernance(owner: pg.Pool, environment: Environment = "production") {
  const author = await createSignedInPerson(owner, { roles: ["member", "security"], name: "Dana Okafor" });
  const reviewer = await createSignedInPerson(owner, { roles: ["member", "security"], name: "Kofi Mensah" });
  const { slug } = await createAgent(author, { environment });
  return { author, reviewer, slug };
}

/** A change that waits for its review. */
export async function createChange(owner: pg.Pool): Promise<string> {
  const { author, slug } = await createGovernance(owner);
  return (await proposeText(author, slug, refundsUpTo(200))).id;
}
