import { type Frame, maxCost, type Reads } from "@/lib/policy/rules/cel/frame";
import { instantOf } from "@/lib/policy/rules/cel/time";
import { Fault, isCanonicalText, type Value } from "@/lib/policy/rules/cel/values";
import type { CompiledRule } from "@/lib/policy/rules/decision/compile";
import type { CompiledAgent, Environment } from "@/lib/policy/rules/decision/environment";
import { isTooLarge } from "@/lib/policy/rules/decision/limits";
import { combineElements, type Elements } from "@/lib/policy/rules/decision/lists";
import { describeSession, isInSession, type LiveSession } from "@/lib/policy/rules/decision/session";
import {
  type Json,
  type JsonMembers,
  type Outcome,
  type PublishedTools,
  type Reason,
  risks,
} from "@/lib/policy/rules/snapshot";

/** One call of an agent, as AuthZEN carries it, its session found already. */
export type Call = {
  readonly agent: string;
  readonly action: string;
  /** `action.properties`. */
  readonly args: JsonMembers;
  readonly resource: { readonly type: string; readonly id: string; readonly [name: string]: Json };
  readonly context: JsonMembers;
  /** "ended": a session was named, and it is no live session of this agent. */
  readonly session: LiveSession | "ended" | undefined;
  readonly now: Date;
};

export type Decision = {
  readonly outcome: Outcome;
  readonly reason: Reason;
  /** The strictest of `rules`. */
  readonly rule: string | undefined;
  readonly rules: readonly CompiledRule[];
  readonly agent: CompiledAgent | undefined;
  /** Of the lists among the arguments, the elements that decided. */
  readonly elements: Elements | undefined;
  readonly cost: number;
};

const strictness: Readonly<Record<Outcome, number>> = { deny: 0, ask: 1, allow: 2 };

/** The one decision function. An `ask` is final only where no approval is there: see `settleAsk`. */
export function decide(environment: Environment, call: Call): Decision {
  const agent = environment.isReadable ? environment.findAgent(call.agent) : undefined;
  const barred = checkAgent(environment, agent, call);
  if (!agent || barred) return denied(agent, barred ?? "agent_unknown");
  const { action, args, resource, context } = call;
  if (isTooLarge([args, resource, context])) return denied(agent, "too_complex");
  if (![action, resource.type, resource.id].every(isCanonicalText)) return denied(agent, "not_canonical");

  const rules = [
    ...environment.guardrails.find(action, resource.type, resource.id),
    ...agent.index.find(action, resource.type, resource.id),
  ];
  const combinations = combineElements(args, rules);
  if (!combinations) return denied(agent, "too_complex");
  const frame = makeFrame(agent, call);
  const gate = checkSession(agent, call) ?? checkReach(environment, call);
  const decision = judge(rules, combinations, frame, gate);
  return frame.cost > maxCost ? denied(agent, "too_complex", frame.cost) : { ...decision, agent, cost: frame.cost };
}

function denied(agent: CompiledAgent | undefined, reason: Reason, cost = 0): Decision {
  return { outcome: "deny", reason, rule: undefined, rules: [], agent, elements: undefined, cost };
}

function checkAgent(environment: Environment, agent: CompiledAgent | undefined, call: Call): Reason | undefined {
  if (!agent) return "agent_unknown";
  if (agent.entry.state !== "active") return "agent_not_active";
  if (environment.isContained(call.agent, call.action)) return "contained";
  const until = agent.entry.governed_until;
  // What is no time has passed.
  return until === null || call.now.getTime() < Date.parse(until) ? undefined : "no_owner";
}

function checkSession(agent: CompiledAgent, { session, action }: Call): Reason | undefined {
  if (session === "ended") return "session_ended";
  if (!session) return agent.entry.require_intent === false ? undefined : "intent_missing";
  return isInSession(session, agent.intents.get(session.intent), action) ? undefined : "outside_intent";
}

function checkReach(environment: Environment, { action, context }: Call): Reason | undefined {
  if (action.startsWith("mcp.") && !isReviewed(environment.snapshot.tools, action, context["tool_digest"])) {
    return "tool_unreviewed";
  }
  return environment.reachesUnverified(action) ? "reach_refused" : undefined;
}

/** `mcp.<server>.<tool>`: the tool is all that follows, dots included. */
function isReviewed(tools: PublishedTools, action: string, digest: Json | undefined): boolean {
  const [, server = "", tool = ""] = /^(mcp\.[^.]*)\.(.*)$/s.exec(action) ?? [];
  const known = Object.hasOwn(tools, server) ? tools[server] : undefined;
  if (known?.state !== "accepted" || typeof digest !== "string") return false;
  return Object.hasOwn(known.tools, tool) && known.tools[tool]?.digests.includes(digest) === true;
}

export function makeFrame(agent: CompiledAgent, { args, resource, context, session, now }: Call): Frame {
  const { tier, state, kind } = agent.entry;
  const names: Frame["names"] = {
    args,
    resource,
    context,
    session: session === undefined || session === "ended" ? {} : describeSession(session),
    agent: kind === undefined ? { slug: agent.slug, tier, state } : { slug: agent.slug, tier, state, kind },
    // Made when it is read: few conditions ask for the time.
    get now(): Value {
      return instantOf(now);
    },
  };
  return { names, elements: undefined, variables: [], cost: 0, hidden: undefined };
}

type Verdict = Pick<Decision, "outcome" | "reason" | "rule" | "rules" | "elements">;

/** Every condition is asked, whatever the others gave: what is counted does not depend on who wins. */
function judge(
  rules: readonly CompiledRule[],
  combinations: readonly Elements[],
  frame: Frame,
  gate: Reason | undefined,
): Verdict {
  const first = combinations[0];
  if (!first)
    return decideOne(
      rules.filter((rule) => applies(rule, frame)),
      gate,
    );
  const isSplit = ({ condition }: CompiledRule): boolean =>
    condition !== undefined && looksAtElements(condition.reads, first);
  const split = rules.filter(isSplit);
  const matching = rules.filter((rule) => !isSplit(rule) && applies(rule, frame));
  let strictest: Verdict | undefined;
  for (const elements of combinations) {
    if (frame.cost > maxCost) break;
    frame.elements = elements;
    const verdict = { ...decideOne([...matching, ...split.filter((rule) => applies(rule, frame))], gate), elements };
    strictest = strictest ? combineVerdicts(strictest, verdict) : verdict;
  }
  return strictest ?? decideOne(matching, gate);
}

function looksAtElements({ single }: Reads, elements: Elements): boolean {
  return [...elements.keys()].some((identity) => single.has(identity));
}

/** A condition that cannot be evaluated counts against the agent. */
function applies({ condition, effect }: CompiledRule, frame: Frame): boolean {
  if (!condition) return true;
  const answer = condition.ask(frame);
  return answer instanceof Fault ? effect !== "approve" : answer;
}

/** The first of the strictest gives its reason; what several of one outcome ask for is asked for together. */
function combineVerdicts(first: Verdict, next: Verdict): Verdict {
  const difference = strictness[next.outcome] - strictness[first.outcome];
  if (difference !== 0) return difference < 0 ? next : first;
  if (next.reason !== first.reason) return first;
  return { ...first, ...pickRules([...new Set([...first.rules, ...next.rules])]) };
}

function decideOne(matching: readonly CompiledRule[], gate: Reason | undefined): Verdict {
  const prohibiting = matching.filter(isProhibit);
  if (prohibiting.length > 0) return verdictOf("deny", "prohibited", prohibiting);
  if (gate) return verdictOf("deny", gate, []);
  const asking = matching.filter(isAsk);
  if (asking.length > 0) return verdictOf("ask", "approval_required", asking);
  return matching.length > 0 ? verdictOf("allow", "approved", matching) : verdictOf("deny", "not_approved", []);
}

const isProhibit = ({ effect }: CompiledRule): boolean => effect === "prohibit";
const isAsk = ({ effect }: CompiledRule): boolean => effect === "ask";

function verdictOf(outcome: Outcome, reason: Reason, rules: readonly CompiledRule[]): Verdict {
  const { rule, rules: sorted } = pickRules(rules);
  return { outcome, reason, rule, rules: sorted, elements: undefined };
}

/** The highest risk first, a guardrail before the agent's own, then by id. They are of one effect. */
function pickRules(rules: readonly CompiledRule[]): Pick<Verdict, "rule" | "rules"> {
  if (rules.length < 2) return { rule: rules[0]?.name, rules };
  const sorted = rules.toSorted(
    (a, b) =>
      (a.effect === "ask" ? risks.indexOf(b.risk) - risks.indexOf(a.risk) : 0) ||
      Number(b.isGuardrail) - Number(a.isGuardrail) ||
      (a.name < b.name ? -1 : 1),
  );
  return { rule: sorted[0]?.name, rules: sorted };
}
