import { childrenOf, type Node, pathOf } from "@/lib/policy/rules/cel/ast";
import { compileNode } from "@/lib/policy/rules/cel/evaluate";
import { type Frame, newReads } from "@/lib/policy/rules/cel/frame";
import { Fault, type Value } from "@/lib/policy/rules/cel/values";
import { type CompiledRule, RuleIndex } from "@/lib/policy/rules/decision/compile";
import { type Call, decide, type Decision, makeFrame } from "@/lib/policy/rules/decision/decide";
import type { CompiledAgent, Environment } from "@/lib/policy/rules/decision/environment";
import { isTooLarge } from "@/lib/policy/rules/decision/limits";

export type ReadValue = { readonly path: string; readonly value: Value | undefined };

/** What one rule said to a call, and the part of its condition that said it. */
export type RuleAnswer = {
  readonly name: string;
  readonly effect: string;
  readonly answer: "matches" | "does_not_match" | "cannot_be_evaluated";
  /** Undefined where the rule has no condition. */
  readonly part: { readonly text: string; readonly start: number; readonly end: number } | undefined;
  readonly values: readonly ReadValue[];
  readonly detail: string | undefined;
};

export type Explanation = {
  readonly decision: Decision;
  /** Every rule whose patterns fit, in the order of the policy. */
  readonly answers: readonly RuleAnswer[];
  /** What it would have been without the rules that decided. */
  readonly otherwise: Decision | undefined;
};

/** The same decision, told: for screens and tests, never for the way of a call. */
export function explainDecision(environment: Environment, call: Call): Explanation {
  const decision = decide(environment, call);
  const { agent } = decision;
  // What is too deep or too large is denied before any rule is asked, and conditions would not come to its end.
  if (!agent || isTooLarge([call.args, call.resource, call.context])) {
    return { decision, answers: [], otherwise: undefined };
  }
  const fitting = [environment.guardrails, agent.index].flatMap((index) =>
    index.find(call.action, call.resource.type, call.resource.id),
  );
  const frame = makeFrame(agent, call);
  frame.elements = decision.elements;
  return {
    decision,
    answers: fitting.map((rule) => answerOf(rule, frame)),
    otherwise: decision.rules.length > 0 ? decideWithout(environment, agent, call, new Set(decision.rules)) : undefined,
  };
}

function decideWithout(
  environment: Environment,
  agent: CompiledAgent,
  call: Call,
  left: ReadonlySet<CompiledRule>,
): Decision {
  const keep = ({ rules }: RuleIndex): RuleIndex => new RuleIndex(rules.filter((rule) => !left.has(rule)));
  const other = { ...agent, index: keep(agent.index) };
  return decide({ ...environment, guardrails: keep(environment.guardrails), findAgent: () => other }, call);
}

function answerOf({ name, effect, condition }: CompiledRule, frame: Frame): RuleAnswer {
  if (!condition) return { name, effect, answer: "matches", part: undefined, values: [], detail: undefined };
  const answer = condition.ask(frame);
  const node = answer instanceof Fault ? answer.node : decidingPart(condition.node, answer, frame);
  return {
    name,
    effect,
    answer: answer instanceof Fault ? "cannot_be_evaluated" : answer ? "matches" : "does_not_match",
    part: { text: condition.text.slice(node.start, node.end), start: node.start, end: node.end },
    values: valuesIn(node, frame),
    detail: answer instanceof Fault ? answer.detail : undefined,
  };
}

/** Of `a && b` the side that said no, of `a || b` the side that said yes; both where both were needed. */
function decidingPart(node: Node, answer: boolean, frame: Frame): Node {
  if (node.kind !== "binary" || (node.operator !== "&&" && node.operator !== "||")) return node;
  const deciding = node.operator === "||";
  if (answer !== deciding) return node;
  const side = sidesOf(node, node.operator).find((part) => evaluate(part, frame) === deciding);
  return side ? decidingPart(side, answer, frame) : node;
}

/** A chain of one operator as its parts, so that each is asked once. */
function sidesOf(node: Node, operator: "&&" | "||"): Node[] {
  const sides: Node[] = [];
  let at = node;
  while (at.kind === "binary" && at.operator === operator) {
    sides.push(at.right);
    at = at.left;
  }
  return [at, ...sides.toReversed()];
}

/** Each path the part reads, with what was there. */
function valuesIn(node: Node, frame: Frame): ReadValue[] {
  const found = new Map<string, ReadValue>();
  const visit = (part: Node): void => {
    const path = pathOf(part);
    const [root] = path ?? [];
    if (path && path.length > 1 && root !== undefined && Object.hasOwn(frame.names, root)) {
      const value = evaluate(part, frame);
      const text = path.join(".");
      if (!found.has(text)) found.set(text, { path: text, value: value instanceof Fault ? undefined : value });
      return;
    }
    for (const child of childrenOf(part)) visit(child);
  };
  visit(node);
  return [...found.values()];
}

function evaluate(node: Node, frame: Frame): Value {
  try {
    return compileNode(node, newReads())({ ...frame, variables: [], cost: 0, hidden: undefined });
  } catch {
    return new Fault("type", node, "This part has no value of its own.");
  }
}
