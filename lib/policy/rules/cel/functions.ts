import { RE2JS } from "@bufbuild/re2";
import { type CallNode, ConditionFault } from "@/lib/policy/rules/cel/ast";
import {
  floorDivide,
  instantParts,
  partOfInstant,
  partOfSpan,
  readInstant,
  readSpan,
  spanParts,
  writeInstant,
  writeSpan,
} from "@/lib/policy/rules/cel/time";
import {
  capital,
  Fault,
  Instant,
  isList,
  isMap,
  kindOf,
  namesOf,
  Span,
  type Value,
} from "@/lib/policy/rules/cel/values";

/** Called with the receiver first. */
type Apply = (values: readonly Value[], node: CallNode) => Value;
type Form = { readonly method: boolean; readonly args: number };
type FunctionRule = {
  readonly forms: readonly Form[];
  readonly result: "bool" | "int" | "double" | "string" | "timestamp" | "duration";
  readonly apply: Apply;
};

const method = (args: number): Form => ({ method: true, args });
const global = (args: number): Form => ({ method: false, args });
const maxInt = 2n ** 63n;
const maxInstructions = 512;

function textRule(test: (text: string, other: string) => boolean): FunctionRule {
  return {
    forms: [method(1)],
    result: "bool",
    apply: (values, node) => {
      const [text, other] = values;
      return typeof text === "string" && typeof other === "string" ? test(text, other) : misfit(values, node);
    },
  };
}

function misfit(values: readonly Value[], node: CallNode): Fault {
  const named = values.map((value) => kindOf(value)).join(" and ");
  return new Fault("type", node, `${node.name}() cannot take ${named}.`);
}

const rules = new Map<string, FunctionRule>([
  ["size", { forms: [global(1), method(0)], result: "int", apply: applySize }],
  ["startsWith", textRule((text, other) => text.startsWith(other))],
  ["endsWith", textRule((text, other) => text.endsWith(other))],
  ["contains", textRule((text, other) => text.includes(other))],
  // Applied with its pattern compiled: see compileMatches.
  ["matches", { forms: [method(1), global(2)], result: "bool", apply: misfit }],
  ["int", { forms: [global(1)], result: "int", apply: applyInt }],
  ["double", { forms: [global(1)], result: "double", apply: applyDouble }],
  ["string", { forms: [global(1)], result: "string", apply: applyString }],
  ["bool", { forms: [global(1)], result: "bool", apply: applyBool }],
  ["timestamp", { forms: [global(1)], result: "timestamp", apply: applyTimestamp }],
  ["duration", { forms: [global(1)], result: "duration", apply: applyDuration }],
  ...instantParts.map((name) => [name, { forms: [method(0), method(1)], result: "int", apply: applyPart }] as const),
]);

export function functionNames(): string[] {
  return [...rules.keys(), "has"];
}

/** Throws a ConditionFault where there is no such function, or not with these arguments. */
export function functionRule(node: CallNode): FunctionRule {
  const rule = rules.get(node.name);
  if (!rule) {
    throw new ConditionFault(
      `There is no function ${node.name}(). Known: ${functionNames().join(", ")}.`,
      node.start,
      node.end,
    );
  }
  const isMethod = node.receiver !== undefined;
  if (!rule.forms.some(({ method: expected, args }) => expected === isMethod && args === node.args.length)) {
    const how = rule.forms
      .map(({ method: expected, args }) =>
        expected ? `value.${node.name}(${dots(args)})` : `${node.name}(${dots(args)})`,
      )
      .join(" or ");
    throw new ConditionFault(`Write ${how}.`, node.start, node.end);
  }
  return rule;
}

function dots(count: number): string {
  return Array.from({ length: count }, () => "…").join(", ");
}

/** Patterns are part of the condition and read once: linear in the text, and no text from outside is ever a pattern. */
export function compileMatches(node: CallNode): Apply {
  const pattern = node.args.at(-1);
  if (pattern?.kind !== "literal" || typeof pattern.value !== "string") {
    throw new ConditionFault("matches() takes a pattern written out, not a value.", node.start, node.end);
  }
  if (countCharacters(pattern.value) > 256) {
    throw new ConditionFault("A pattern has at most 256 characters.", pattern.start, pattern.end);
  }
  const compiled = compilePattern(pattern.value, pattern.start, pattern.end);
  return (values) => {
    const [text] = values;
    return typeof text === "string" ? compiled.test(text) : misfit(values, node);
  };
}

function compilePattern(pattern: string, start: number, end: number): RE2JS {
  try {
    const compiled = RE2JS.compile(pattern);
    // Linear in the text, times this: `[ab]{0,900}` is short to write and long to run.
    if (compiled.re2().prog.numInst() <= maxInstructions) return compiled;
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : "it does not parse";
    throw new ConditionFault(`This is no RE2 pattern: ${why}.`, start, end);
  }
  throw new ConditionFault("This pattern repeats too much. Write a smaller count.", start, end);
}

function applySize([value]: readonly Value[], node: CallNode): Value {
  if (typeof value === "string") return BigInt(countCharacters(value));
  if (value !== undefined && isList(value)) return BigInt(value.length);
  if (value !== undefined && isMap(value)) return BigInt(namesOf(value).length);
  return misfit(value === undefined ? [] : [value], node);
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function applyInt(values: readonly Value[], node: CallNode): Value {
  const [value] = values;
  if (typeof value === "bigint") return value;
  if (typeof value === "number") {
    return Math.abs(value) < Number(maxInt) ? BigInt(Math.trunc(value)) : outOfRange(node);
  }
  if (value instanceof Instant) return floorDivide(value.nanoseconds, 1_000_000_000n);
  if (typeof value !== "string") return misfit(values, node);
  if (!/^-?\d{1,19}$/.test(value)) return new Fault("range", node, "The text is no whole number.");
  const number = BigInt(value);
  return number < maxInt && number >= -maxInt ? number : outOfRange(node);
}

function applyDouble(values: readonly Value[], node: CallNode): Value {
  const [value] = values;
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "string") return misfit(values, node);
  const number = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value) ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : new Fault("range", node, "The text is no number.");
}

/** A double has no one text across languages, so it has none here. */
function applyString(values: readonly Value[], node: CallNode): Value {
  const [value] = values;
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (value instanceof Instant) return writeInstant(value);
  if (value instanceof Span) return writeSpan(value);
  return misfit(values, node);
}

function applyBool(values: readonly Value[], node: CallNode): Value {
  const [value] = values;
  if (typeof value === "boolean") return value;
  if (typeof value !== "string") return misfit(values, node);
  if (["true", "True", "TRUE", "t", "1"].includes(value)) return true;
  if (["false", "False", "FALSE", "f", "0"].includes(value)) return false;
  return new Fault("type", node, "The text is neither true nor false.");
}

function applyTimestamp(values: readonly Value[], node: CallNode): Value {
  const [value] = values;
  if (value instanceof Instant) return value;
  if (typeof value === "bigint") return instantOfSeconds(value, node);
  if (typeof value !== "string") return misfit(values, node);
  return readInstant(value) ?? new Fault("range", node, "The text is no RFC 3339 time.");
}

function instantOfSeconds(seconds: bigint, node: CallNode): Value {
  const inside = seconds >= -62_135_596_800n && seconds <= 253_402_300_799n;
  return inside ? new Instant(seconds * 1_000_000_000n) : outOfRange(node);
}

function applyDuration(values: readonly Value[], node: CallNode): Value {
  const [value] = values;
  if (value instanceof Span) return value;
  if (typeof value !== "string") return misfit(values, node);
  return readSpan(value) ?? new Fault("range", node, "The text is no duration, as 1h30m is.");
}

function applyPart(values: readonly Value[], node: CallNode): Value {
  const [value, zone] = values;
  if (value instanceof Instant && (zone === undefined || typeof zone === "string")) {
    return partOfInstant(value, node.name, zone) ?? new Fault("range", node, "There is no such time zone.");
  }
  const isSpanPart = spanParts.some((part) => part === node.name);
  return value instanceof Span && zone === undefined && isSpanPart
    ? partOfSpan(value, node.name)
    : misfit(values, node);
}

function outOfRange(node: CallNode): Fault {
  return new Fault("range", node, `${capital(node.name)}() has no such value: it is too large.`);
}
