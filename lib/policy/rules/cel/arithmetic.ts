import type { BinaryNode, Node } from "@/lib/policy/rules/cel/ast";
import { makeInstant, makeSpan } from "@/lib/policy/rules/cel/time";
import { Fault, Instant, isList, kindOf, Span, type Value } from "@/lib/policy/rules/cel/values";

const maxInt = 2n ** 63n;

export function calculate(node: BinaryNode, left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") return calculateDoubles(node, left, right);
  if (typeof left === "bigint" && typeof right === "bigint") return calculateInts(node, left, right);
  if (node.operator === "+") {
    if (typeof left === "string" && typeof right === "string") return left + right;
    if (isList(left) && isList(right)) return [...left, ...right];
  }
  return calculateTimes(node, left, right) ?? misfit(node, left, right);
}

export function negate(value: Value, node: Node): Value {
  if (typeof value === "number") return -value;
  if (typeof value !== "bigint") return new Fault("type", node, `- cannot take ${kindOf(value)}.`);
  return keepInt(-value, node);
}

/** A result that no double holds is a fault: what JSON cannot carry, a condition does not compare. */
function calculateDoubles(node: BinaryNode, left: number, right: number): Value {
  if (node.operator === "%") return misfit(node, left, right);
  if (node.operator === "/" && right === 0) return divisionByZero(node);
  const result = doubleResult(node.operator, left, right);
  return Number.isFinite(result) ? result : new Fault("range", node, "The result is no number a double holds.");
}

function doubleResult(operator: string, left: number, right: number): number {
  if (operator === "+") return left + right;
  if (operator === "-") return left - right;
  return operator === "*" ? left * right : left / right;
}

function calculateInts(node: BinaryNode, left: bigint, right: bigint): Value {
  switch (node.operator) {
    case "+":
      return keepInt(left + right, node);
    case "-":
      return keepInt(left - right, node);
    case "*":
      return keepInt(left * right, node);
    case "/":
      return right === 0n ? divisionByZero(node) : keepInt(left / right, node);
    default:
      return right === 0n ? divisionByZero(node) : keepInt(left % right, node);
  }
}

function keepInt(value: bigint, node: Node): Value {
  return value >= -maxInt && value < maxInt ? value : new Fault("range", node, "The result has more than 64 bits.");
}

function calculateTimes(node: BinaryNode, left: Value, right: Value): Value | undefined {
  const { operator } = node;
  const sign = operator === "-" ? -1n : 1n;
  if (operator !== "+" && operator !== "-") return undefined;
  const late = (value: Value | undefined): Value => value ?? new Fault("range", node, "The result is no time.");
  if (right instanceof Span) {
    if (left instanceof Instant) return late(makeInstant(left.nanoseconds + sign * right.nanoseconds));
    if (left instanceof Span) return late(makeSpan(left.nanoseconds + sign * right.nanoseconds));
  }
  if (right instanceof Instant) {
    if (left instanceof Instant && operator === "-") return late(makeSpan(left.nanoseconds - right.nanoseconds));
    if (left instanceof Span && operator === "+") return late(makeInstant(left.nanoseconds + right.nanoseconds));
  }
  return undefined;
}

function misfit(node: BinaryNode, left: Value, right: Value): Fault {
  return new Fault("type", node, `${node.operator} cannot take ${kindOf(left)} and ${kindOf(right)}.`);
}

function divisionByZero(node: Node): Fault {
  return new Fault("zero", node, "Division by zero.");
}
