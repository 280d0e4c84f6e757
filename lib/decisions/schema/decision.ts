import * as z from "zod/mini";
import { environments } from "@/lib/core/environments";
import { idField, instant, pageOf } from "@/lib/core/fields";
import { explanationStates, inputStates } from "@/lib/decisions/rules";
import { outcomes, reasonCodes } from "@/lib/policy/rules";
import { PolicyTrial } from "@/lib/policy/schema";

/** What agents, actions and resources are called is what a call said: text from outside, shown as it is. */
const said = z.string();

/** One decision, as lists show it. */
export const Decision = z.object({
  id: idField("decision"),
  environment: z.enum(environments),
  decided_at: instant,
  /** The slug the call named; nobody may have it. */
  agent: said,
  /** The agent that has the slug. */
  agent_id: z.nullable(idField("agent")),
  action: said,
  resource: z.object({ type: said, id: said }),
  session: z.nullable(z.string()),
  intent: z.nullable(z.string()),
  outcome: z.enum(outcomes),
  reason: z.enum(reasonCodes),
  /** The reason in words. */
  detail: z.string(),
  /** The strictest of the rules that decided; a guardrail's begins with `guardrail/`. */
  rule: z.nullable(z.string()),
  rules: z.array(z.string()),
  policy: z.object({
    version: z.nullable(z.int()),
    guardrails: z.nullable(z.int()),
    epoch: z.nullable(z.int()),
    sequence: z.nullable(z.int()),
  }),
  /** Decisions of one shape are alike in agent, action, outcome, reason and rule. */
  shape: z.string(),
  /** It rests on what the agent said of itself. */
  claimed: z.boolean(),
  /** It was made by a policy that may have been out of date. */
  stale: z.boolean(),
  /** The enforcement point that decided by itself and reported it; null: decided here. */
  reporter: z.nullable(z.string()),
  sample: z.boolean(),
  abilities: z.array(z.enum(["read"])),
});
export type Decision = z.output<typeof Decision>;

export const DecisionPage = pageOf(Decision);
export type DecisionPage = z.output<typeof DecisionPage>;

const members = z.record(z.string(), z.json());

export const DecisionInputs = z.object({
  state: z.enum(inputStates),
  args: z.nullable(members),
  /** Members of the resource beside type and id. */
  resource: z.nullable(members),
  context: z.nullable(members),
  /** Something that was sent is not kept. */
  omitted: z.boolean(),
  /** Paths of values that stand here only as `{"redacted": "hmac-sha-256:…"}`. */
  masked: z.array(z.string()),
  /** Of what was kept; it stays when that is erased. */
  hash: z.nullable(z.string()),
});
export type DecisionInputs = z.output<typeof DecisionInputs>;

/** Who stands behind a call, from a person to the action, as far as it is known. */
export const DecisionChain = z.object({
  initiator: z.nullable(z.object({ type: z.string(), id: z.string(), proven: z.boolean() })),
  /** The session this one was started from. */
  parent: z.nullable(z.string()),
  session: z.nullable(z.object({ id: z.string(), intent: z.string(), started_at: z.nullable(z.string()) })),
  /** A session was named, and it was none of this agent's that lived. */
  session_ended: z.boolean(),
});
export type DecisionChain = z.output<typeof DecisionChain>;

export const DecisionExplanation = z.object({
  state: z.enum(explanationStates),
  /** What the state means here, in words. */
  detail: z.string(),
  /** Every rule whose patterns fit, and what its condition said; lines are those of the version that decided. */
  answers: PolicyTrial.shape.answers,
  /** What it would have been without the rules that decided. */
  otherwise: PolicyTrial.shape.otherwise,
});
export type DecisionExplanation = z.output<typeof DecisionExplanation>;

/** A decision with all that is known of it. */
export const DecisionDetail = z.extend(Decision, {
  /** Null where nobody has the slug. */
  agent_name: z.nullable(z.string()),
  action_digest: z.nullable(z.string()),
  inputs: DecisionInputs,
  chain: DecisionChain,
  explanation: DecisionExplanation,
  /** What the same agent did before it, in the same session where there is one; newest first. */
  before: z.array(Decision),
  /** How many of its shape there were in the last 30 days. */
  alike: z.int(),
});
export type DecisionDetail = z.output<typeof DecisionDetail>;
