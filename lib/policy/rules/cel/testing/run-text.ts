import { ConditionFault } from "@/lib/policy/rules/cel/ast";
import { checkCondition } from "@/lib/policy/rules/cel/check";
import { compileNode, runCondition } from "@/lib/policy/rules/cel/evaluate";
import { newReads, type Reads } from "@/lib/policy/rules/cel/frame";
import { parseCondition } from "@/lib/policy/rules/cel/parse";
import { Fault, type FaultCode, Instant, type Json, type Value } from "@/lib/policy/rules/cel/values";

export type Call = {
  readonly args?: Json;
  readonly context?: Json;
  readonly session?: { readonly [name: string]: Value };
  /** What stands for a list argument, by its path. */
  readonly elements?: readonly (readonly [path: readonly string[], element: Json])[];
};
export type Outcome = { readonly answer: boolean | FaultCode; readonly cost: number };

/** 21 September 2026, a Monday, 13:33:20 in UTC. */
export const now = new Instant(1_789_997_600n * 1_000_000_000n);

/** A condition from its text to its answer, with what it cost. */
export function judgeText(text: string, { args = {}, context = {}, session = {}, elements }: Call = {}): Outcome {
  const node = parseCondition(text);
  checkCondition(node);
  const run = compileNode(node, newReads());
  const frame = {
    names: {
      args,
      context,
      session,
      now,
      resource: { type: "account", id: "acct/1", properties: {} },
      agent: { slug: "refund-agent", tier: "enterprise", state: "active", kind: "worker" },
    },
    elements: elements && new Map(elements.map(([path, element]) => [JSON.stringify(path), element])),
    variables: [],
    cost: 0,
    hidden: undefined,
  };
  const answer = runCondition(run, node, frame);
  return { answer: answer instanceof Fault ? answer.code : answer, cost: frame.cost };
}

export function answerTo(text: string, call: Call = {}): boolean | FaultCode {
  return judgeText(text, call).answer;
}

export function costOf(text: string, call: Call = {}): number {
  return judgeText(text, call).cost;
}

/** Why the text is refused, when it is. */
export function faultOf(text: string): ConditionFault | undefined {
  try {
    checkCondition(parseCondition(text));
    return undefined;
  } catch (error) {
    if (error instanceof ConditionFault) return error;
    throw error;
  }
}

/** The paths of arguments that a condition reads, those that stand for single values, and the members of `context`. */
export function readsOf(text: string): { paths: string[]; single: string[]; context: string[] } {
  const reads: Reads = newReads();
  const node = parseCondition(text);
  checkCondition(node);
  compileNode(node, reads);
  const write = (paths: Reads["paths"]): string[] => [...paths.values()].map((path) => path.join("/")).toSorted();
  return { paths: write(reads.paths), single: write(reads.single), context: [...reads.contextMembers].toSorted() };
}
