import { writeCanonical } from "@/lib/crypto/canonical";
import { bindsOf, type PublishedAgent, type PublishedRule, snapshotFormat } from "@/lib/policy/rules";
import type { PolicyDocument } from "@/lib/policy/schema";

/** What stands around the agents. All of it is small; an agent's part is stored by itself. */
export type SnapshotRest = {
  readonly env: string;
  readonly epoch: number;
  readonly sequence: number;
  readonly published_at: string;
  readonly guardrails: { readonly version: number; readonly rules: readonly PublishedRule[] };
  readonly systems: {
    readonly [slug: string]: { readonly verifies_caller: boolean; readonly actions: readonly string[] };
  };
};

const denied = { mode: "deny" } as const;

/** Canonical, so its bytes follow from what it says. Nothing is contained and no tool is reviewed before those areas are there. */
export function writeRest(rest: SnapshotRest): string {
  return writeCanonical({
    ...rest,
    format: snapshotFormat,
    critical: [],
    contained: { agents: [], all: false, tools: [] },
    tools: {},
    unreachable: { advanced: denied, enterprise: denied, foundation: denied },
  });
}

/** The same but for its place in the order, which every publish changes. */
export function isSameRest(before: SnapshotRest, after: SnapshotRest): boolean {
  const place = { epoch: 0, sequence: 0, published_at: "" };
  return writeRest({ ...before, ...place }) === writeRest({ ...after, ...place });
}

/** What the agent is, and its live policy. */
export type LivePolicy = {
  readonly version: number;
  readonly document: PolicyDocument;
  readonly since: { readonly [rule: string]: number };
};
export type LiveAgent = {
  readonly state: string;
  readonly tier: string;
  readonly kind: string | null;
  readonly governedUntil: Date | null;
};

export function publishRules(document: PolicyDocument, since: LivePolicy["since"], version: number): PublishedRule[] {
  return document.rules.map((rule) => ({ ...rule, since: since[rule.id] ?? version }));
}

/** An agent as enforcement points read it. What decisions keep of its calls goes with it: whoever records masks first. */
export function writePart(agent: LiveAgent, policy: LivePolicy, guardrails: readonly PublishedRule[]): string {
  const { version, document, since } = policy;
  const rules = publishRules(document, since, version);
  const part: PublishedAgent & Pick<PolicyDocument, "keep_arguments" | "secret_arguments"> = {
    version,
    state: agent.state,
    tier: agent.tier,
    ...(agent.kind !== null && { kind: agent.kind }),
    require_intent: document.require_intent,
    governed_until: agent.governedUntil?.toISOString() ?? null,
    binds: bindsOf(rules, guardrails),
    intents: document.intents.map(({ id, statement, actions, max_session_minutes }) => ({
      id,
      statement,
      actions,
      max_session_minutes,
    })),
    rules,
    keep_arguments: document.keep_arguments,
    secret_arguments: document.secret_arguments,
  };
  return writeCanonical(part);
}

const bytes = new TextEncoder();
const opening = bytes.encode('{"agents":{');
const closing = bytes.encode("},");

/** The bytes of a snapshot, piece by piece: `agents` sorts before every other member, and the slugs come in their order. */
export function* joinBody(
  parts: Iterable<readonly [slug: string, body: Uint8Array]>,
  rest: Uint8Array,
): Generator<Uint8Array> {
  yield opening;
  let separator = "";
  for (const [slug, body] of parts) {
    yield bytes.encode(`${separator}"${slug}":`);
    yield body;
    separator = ",";
  }
  yield closing;
  // Without its opening brace.
  yield rest.subarray(1);
}
