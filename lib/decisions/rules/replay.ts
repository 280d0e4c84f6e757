import {
  compileEnvironment,
  decide,
  type Decision,
  type Environment,
  type JsonMembers,
  type Outcome,
  outcomes,
  readPathsOf,
  readSession,
  type Reason,
  type Snapshot,
} from "@/lib/policy/rules";

/** A recorded call, as the record keeps it: each part as JSON text, read when it is needed. */
export type RecordedCall = {
  readonly agent: string;
  readonly action: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly decidedAt: Date;
  readonly outcome: Outcome;
  readonly reason: Reason;
  readonly rule: string | null;
  readonly inputs: {
    readonly args: string;
    readonly resource: string;
    readonly context: string;
    readonly session: string | null;
    readonly omitted: boolean;
    readonly masked: readonly string[];
  } | null;
};

export type Verdict = { readonly outcome: Outcome; readonly reason: Reason; readonly rule: string | null };
export type Replayed =
  | { readonly kind: "same"; readonly asks: readonly [before: string | null, after: string | null] }
  | {
      readonly kind: "changed";
      readonly before: Verdict;
      readonly after: Verdict;
      readonly asks: readonly [before: string | null, after: string | null];
    }
  | { readonly kind: "not_replayable" };

/** Found before any rule is asked, and whatever the rules say. */
const apart: ReadonlySet<Reason> = new Set(["agent_not_active", "contained", "no_owner", "not_canonical"]);
/** Found behind prohibitions and sessions, before questions: by what tools and systems were then. */
const atReach: ReadonlySet<Reason> = new Set(["tool_unreviewed", "reach_refused"]);
/** Where one of these decided, nobody looked at the tool any more. */
const beforeReach: ReadonlySet<Reason> = new Set([
  "prohibited",
  "session_ended",
  "intent_missing",
  "outside_intent",
  "agent_unknown",
]);

const same: Replayed = { kind: "same", asks: [null, null] };
const unknown: Replayed = { kind: "not_replayable" };

type Tools = Record<string, { state: string; tools: Record<string, { digests: string[] }> }>;

/**
 * Holds recorded calls against two policies, with everything else as it was when they were made. What cannot be known is
 * said to be so: nothing is guessed.
 */
export class Replay {
  readonly #before: Environment | undefined;
  readonly #after: Environment;
  readonly #tools: Tools = Object.create(null) as Tools;
  #session: { text: string | null; read: ReturnType<typeof readSession> | "ended" | undefined } = {
    text: null,
    read: undefined,
  };

  /** Without `before` nothing was live: then what was decided is what was recorded. */
  constructor(before: Snapshot | undefined, after: Snapshot) {
    const world = { tools: this.#tools, systems: {}, contained: { agents: [], tools: [], all: false } };
    this.#before = before && compileEnvironment({ ...before, ...world });
    this.#after = compileEnvironment({ ...after, ...world });
  }

  judge(call: RecordedCall): Replayed {
    if (apart.has(call.reason)) return same;
    const { inputs } = call;
    if (!inputs) return unknown;
    const args = readMembers(inputs.args);
    const resource = readMembers(inputs.resource);
    const context = this.#readContext(call, readMembers(inputs.context));
    if (inputs.omitted || inputs.masked.length > 0) {
      if (!this.#isKnown(call, { args, resource, context }, inputs)) return unknown;
    }
    const asked = {
      agent: call.agent,
      action: call.action,
      args,
      resource: { ...resource, type: call.resourceType, id: call.resourceId },
      context,
      session: this.#readSession(inputs.session),
      now: call.decidedAt,
    };
    const after = decide(this.#after, asked);
    const before = this.#before && decide(this.#before, asked);
    const pair = [before ? settle(before, call) : recorded(call), settle(after, call)] as const;
    if (pair[0] === undefined || pair[1] === undefined) return unknown;
    const asks = [before ? nameApprovers(before) : null, nameApprovers(after)] as const;
    if (pair[0].outcome === pair[1].outcome) return { kind: "same", asks };
    return { kind: "changed", before: pair[0], after: pair[1], asks };
  }

  /** A tool that was reviewed then counts as reviewed; `settle` puts back what was not. */
  #readContext({ action }: RecordedCall, context: JsonMembers): JsonMembers {
    if (!action.startsWith("mcp.")) return context;
    const [, server = "", tool = ""] = /^(mcp\.[^.]*)\.(.*)$/s.exec(action) ?? [];
    const digest = typeof context["tool_digest"] === "string" ? context["tool_digest"] : "recorded";
    const known = (this.#tools[server] ??= { state: "accepted", tools: Object.create(null) as Tools[string]["tools"] });
    const entry = (known.tools[tool] ??= { digests: [] });
    if (!entry.digests.includes(digest)) entry.digests.push(digest);
    return { ...context, tool_digest: digest };
  }

  #readSession(text: string | null) {
    if (this.#session.text !== text) {
      const claims: unknown = text === null ? undefined : JSON.parse(text);
      const read =
        claims === "ended" ? "ended" : claims ? readSession(claims as Parameters<typeof readSession>[0]) : undefined;
      this.#session = { text, read };
    }
    return this.#session.read;
  }

  /** Whether all that the rules in question read is there as it was sent. */
  #isKnown(
    { agent, action, resourceType, resourceId }: RecordedCall,
    parts: { args: JsonMembers; resource: JsonMembers; context: JsonMembers },
    { masked, omitted }: { masked: readonly string[]; omitted: boolean },
  ): boolean {
    for (const environment of [this.#before, this.#after]) {
      if (!environment) continue;
      const rules = [environment.guardrails, environment.findAgent(agent)?.index].flatMap(
        (index) => index?.find(action, resourceType, resourceId) ?? [],
      );
      const reads = readPathsOf(rules);
      for (const root of ["args", "resource", "context"] as const) {
        const isClear = (path: readonly string[]): boolean =>
          !isMasked(path, root, masked) && (!omitted || isThere(parts[root], path, root));
        if (!reads[root].every(isClear)) return false;
      }
    }
    return true;
  }
}

const nothing: JsonMembers = {};

function readMembers(text: string): JsonMembers {
  return text === "{}" ? nothing : (JSON.parse(text) as JsonMembers);
}

function isMasked(path: readonly string[], root: string, masked: readonly string[]): boolean {
  const written = `${[root, ...path].join(".")}.`;
  return masked.some((one) => `${one}.`.startsWith(written) || written.startsWith(`${one}.`));
}

/** What is not there of a call of which something was left out may have been there. */
function isThere(from: JsonMembers, path: readonly string[], root: string): boolean {
  // All of it is read, and something of it is not here.
  if (path.length === 0) return false;
  let value: unknown = from;
  for (const key of root === "resource" && (path[0] === "type" || path[0] === "id") ? [] : path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return false;
    value = Reflect.get(value, key);
  }
  return true;
}

/** With tools and systems as they were: undefined where that was never looked at. */
function settle({ outcome, reason, rule }: Decision, call: RecordedCall): Verdict | undefined {
  const verdict = { outcome, reason, rule: rule ?? null };
  if (beforeReach.has(reason) || reason === "too_complex") return verdict;
  if (atReach.has(call.reason)) return recorded(call);
  return beforeReach.has(call.reason) && call.action.startsWith("mcp.") && outcome !== "deny" ? undefined : verdict;
}

function recorded({ outcome, reason, rule }: RecordedCall): Verdict {
  return { outcome, reason, rule };
}

/** Who would be asked, all of them together. */
function nameApprovers({ outcome, rules }: Decision): string | null {
  if (outcome !== "ask") return null;
  return [...new Set(rules.map(({ rule }) => rule.approvers ?? "owner"))].toSorted().join(" and ");
}

export function isRise(before: Verdict, after: Verdict): boolean {
  return rank(after.outcome) > rank(before.outcome);
}

/** deny < ask < allow */
function rank(outcome: Outcome): number {
  return outcomes.toReversed().indexOf(outcome);
}
