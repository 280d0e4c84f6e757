import { calculate } from "@/lib/policy/rules/cel/arithmetic";
import type { BinaryNode, Node } from "@/lib/policy/rules/cel/ast";
import { charge, checkParts, type Run, tooMuch } from "@/lib/policy/rules/cel/frame";
import {
  areEqual,
  capital,
  compareValues,
  Fault,
  isList,
  isMap,
  kindOf,
  type Value,
} from "@/lib/policy/rules/cel/values";

export function compileOperator(node: BinaryNode, left: Run, right: Run): Run {
  const apply = binaryRule(node);
  return (frame) => {
    frame.cost++;
    const a = left(frame);
    if (a instanceof Fault) return a;
    const b = right(frame);
    if (b instanceof Fault) return b;
    charge(frame, a);
    charge(frame, b);
    // Whether an object has a member is asked of its names alone.
    const looksInside = node.operator !== "in" || !isMap(b);
    const hidden = checkParts(frame, a, node) ?? (looksInside ? checkParts(frame, b, node) : undefined);
    return tooMuch(frame, node) ?? hidden ?? apply(a, b);
  };
}

function binaryRule(node: BinaryNode): (left: Value, right: Value) => Value {
  const negated = (value: boolean | Fault): Value => (value instanceof Fault ? value : !value);
  const ordered = (fits: (order: number) => boolean) => (left: Value, right: Value) => {
    const order = compareValues(left, right, node);
    return order instanceof Fault ? order : fits(order);
  };
  switch (node.operator) {
    case "==":
      return (left, right) => areEqual(left, right, node);
    case "!=":
      return (left, right) => negated(areEqual(left, right, node));
    case "<":
      return ordered((order) => order < 0);
    case "<=":
      return ordered((order) => order <= 0);
    case ">":
      return ordered((order) => order > 0);
    case ">=":
      return ordered((order) => order >= 0);
    case "in":
      return (left, right) => isIn(left, right, node);
    default:
      return (left, right) => calculate(node, left, right);
  }
}

/** A yes of one element is a yes, whatever the others are; a fault of one is a fault otherwise. As `||` over `==`. */
function isIn(left: Value, right: Value, node: Node): Value {
  if (isMap(right)) {
    return typeof left === "string"
      ? Object.hasOwn(right, left)
      : new Fault("type", node, `${capital(kindOf(left))} is no name of a member.`);
  }
  if (!isList(right)) return new Fault("type", node, `Nothing is in ${kindOf(right)}.`);
  let fault: Fault | undefined;
  for (const item of right) {
    const equal = areEqual(left, item, node);
    if (equal === true) return true;
    if (equal instanceof Fault) fault = equal;
  }
  return fault ?? false;
}

/** `&&` and `||` absorb a fault where the other side decides, as CEL says. */
export function compileLogic(node: BinaryNode, left: Run, right: Run): Run {
  const deciding = node.operator === "||";
  const check = (value: Value): boolean | Fault =>
    typeof value === "boolean" || value instanceof Fault
      ? value
      : new Fault("type", node, `${node.operator} cannot take ${kindOf(value)}.`);
  return (frame) => {
    frame.cost++;
    const a = check(left(frame));
    if (a === deciding) return deciding;
    const b = check(right(frame));
    if (b === deciding) return deciding;
    return a instanceof Fault ? a : b;
  };
}
