import type { Node } from "@/lib/policy/rules/cel/ast";
import {
  countPieces,
  Fault,
  holdsHiddenText,
  isCanonicalText,
  isList,
  type Value,
} from "@/lib/policy/rules/cel/values";

/** More steps than this in one decision are too many: they are counted, never timed, so that everybody stops alike. */
export const maxCost = 200_000;

/** What one decision hands to its conditions, and what they leave: how many steps they took. */
export type Frame = {
  readonly names: { readonly [name: string]: Value };
  /** The element that stands for a list argument in this combination, by the argument's path. */
  elements: ReadonlyMap<string, Value> | undefined;
  readonly variables: Value[];
  cost: number;
  /** A text was read that hides characters: the whole condition cannot be evaluated. */
  hidden: Fault | undefined;
};

export type Run = (frame: Frame) => Value;

/** Paths a condition reads of the call. `single`: where a list stands for its elements, one by one. */
export type Reads = {
  readonly paths: Map<string, readonly string[]>;
  readonly single: Map<string, readonly string[]>;
  readonly contextMembers: Set<string>;
};
export type Scope = { readonly variables: readonly string[]; readonly reads: Reads };

export function newReads(): Reads {
  return { paths: new Map(), single: new Map(), contextMembers: new Set() };
}

/** Operators and functions pay for what they may have to look at, whole, whether they do or not. */
export function charge(frame: Frame, value: Value): void {
  if (typeof value === "string") frame.cost += countPieces(value);
  else if (isList(value)) frame.cost += value.length;
}

/** Past the most that one decision may cost there is nothing to be known: no operator starts work on it. */
export function tooMuch(frame: Frame, node: Node): Fault | undefined {
  return frame.cost > maxCost ? new Fault("range", node, "The condition takes too many steps.") : undefined;
}

/** Operands from left to right, up to the first that is a fault. */
export function collect(runs: readonly Run[], frame: Frame): readonly Value[] | Fault {
  const values: Value[] = [];
  for (const run of runs) {
    const value = run(frame);
    if (value instanceof Fault) return value;
    values.push(value);
  }
  return values;
}

/** A text that was read: as it is, or the fault that it hides something. */
export function checkText(frame: Frame, value: Value, node: Node): Value {
  if (typeof value !== "string" || (value.length < longText ? isCanonicalText(value) : isKnownText(value)))
    return value;
  return noteHidden(frame, node);
}

const longText = 256;
let last: { text: string; canonical: boolean } = { text: "", canonical: true };

/** A macro may read one long text for every element of a list: it is looked through once. */
function isKnownText(text: string): boolean {
  if (last.text !== text) last = { text, canonical: isCanonicalText(text) };
  return last.canonical;
}

/** The same for a list or an object that is compared part by part. */
export function checkParts(frame: Frame, value: Value, node: Node): Fault | undefined {
  return typeof value === "object" && holdsHiddenText(value) ? noteHidden(frame, node) : undefined;
}

function noteHidden(frame: Frame, node: Node): Fault {
  frame.hidden ??= new Fault("text", node, "The text holds hidden characters or is not in its composed form (NFC).");
  return frame.hidden;
}
