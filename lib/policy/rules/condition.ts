import { childrenOf, ConditionFault, type Node } from "@/lib/policy/rules/cel/ast";
import { checkCondition, type Warning } from "@/lib/policy/rules/cel/check";
import { compileNode, runCondition } from "@/lib/policy/rules/cel/evaluate";
import { type Frame, newReads, type Reads } from "@/lib/policy/rules/cel/frame";
import { parseCondition } from "@/lib/policy/rules/cel/parse";
import { Fault, isCanonicalText } from "@/lib/policy/rules/cel/values";

const maxBytes = 4096;

/** A condition, ready to be asked. */
export type Condition = {
  readonly text: string;
  readonly node: Node;
  readonly reads: Reads;
  readonly warnings: readonly Warning[];
  readonly ask: (frame: Frame) => boolean | Fault;
};

/** Throws a ConditionFault where the text is no condition that everybody would judge the same way. */
export function compileCondition(text: string): Condition {
  // Three bytes a unit at most.
  if (text.length * 3 > maxBytes && new TextEncoder().encode(text).length > maxBytes) {
    throw new ConditionFault("A condition has at most 4 KiB.", 0, text.length);
  }
  const node = parseCondition(text);
  refuseHidden(text, node);
  const warnings = checkCondition(node);
  const reads = newReads();
  const run = compileNode(node, reads);
  return { text, node, reads, warnings, ask: (frame) => runCondition(run, node, frame) };
}

/** A text nobody can see the whole of never fits what it looks like, so a rule that compares with it says something else. */
function refuseHidden(text: string, node: Node): void {
  const wrong = text.split(/[\n\r\t]/).some((line) => !isCanonicalText(line)) ? node : findHiddenLiteral(node);
  if (wrong)
    throw new ConditionFault(
      "The condition holds hidden characters or text that is not composed (NFC).",
      wrong.start,
      wrong.end,
    );
}

function findHiddenLiteral(node: Node): Node | undefined {
  if (node.kind === "literal") return typeof node.value === "string" && !isCanonicalText(node.value) ? node : undefined;
  for (const child of childrenOf(node)) {
    const found = findHiddenLiteral(child);
    if (found) return found;
  }
  return undefined;
}

/** What stands in for a condition that this build cannot read: it cannot be evaluated, and so counts against the agent. */
export function unreadableCondition(text: string, why: string): Condition {
  const node: Node = { kind: "literal", value: false, start: 0, end: text.length };
  const fault = new Fault("type", node, why);
  return { text, node, reads: newReads(), warnings: [], ask: () => fault };
}

export type TextPlace = { readonly line: number; readonly column: number };
