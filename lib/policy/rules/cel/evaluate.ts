import { negate } from "@/lib/policy/rules/cel/arithmetic";
import { type BinaryNode, type MacroNode, type Node } from "@/lib/policy/rules/cel/ast";
import { charge, collect, type Frame, type Reads, type Run, type Scope, tooMuch } from "@/lib/policy/rules/cel/frame";
import { compileMatches, functionRule } from "@/lib/policy/rules/cel/functions";
import { compileMacro } from "@/lib/policy/rules/cel/macros";
import { compileLogic, compileOperator } from "@/lib/policy/rules/cel/operators";
import { compileHas, compileIndex, compilePath, compileRead } from "@/lib/policy/rules/cel/paths";
import { Fault, kindOf, NULL, type Value } from "@/lib/policy/rules/cel/values";

/** The condition as a function, and in `reads` what it looks at. The tree has passed `checkCondition`. */
export function compileNode(node: Node, reads: Reads): Run {
  return compile(node, { variables: [], reads });
}

/** One yes or no, or why there is none. */
export function runCondition(run: Run, node: Node, frame: Frame): boolean | Fault {
  frame.hidden = undefined;
  frame.variables.length = 0;
  const value = run(frame);
  if (frame.hidden) return frame.hidden;
  if (typeof value === "boolean" || value instanceof Fault) return value;
  return new Fault("type", node, `A condition is a yes or a no; this is ${kindOf(value)}.`);
}

function compile(node: Node, scope: Scope): Run {
  switch (node.kind) {
    case "literal": {
      const value = node.value === null ? NULL : node.value;
      return (frame) => {
        frame.cost++;
        return value;
      };
    }
    case "name":
    case "select":
      return compilePath(node, scope, "single") ?? compileRead(node, scope, compile);
    case "index":
      return compilePath(node, scope, "single") ?? compileIndex(node, scope, compile);
    case "has":
      return compileHas(node, scope, compile);
    case "call":
      return compileCall(node, scope);
    case "unary":
      return compileUnary(node, scope);
    case "binary":
      return compileBinary(node, scope);
    case "conditional":
      return compileConditional(node, scope);
    case "list": {
      const items = node.items.map((item) => compile(item, scope));
      return (frame) => {
        frame.cost++;
        return collect(items, frame);
      };
    }
    case "map":
      return compileMap(node, scope);
    case "macro":
      return compileMacroNode(node, scope);
  }
}

/** Where a list is meant as a list: before a macro, in size(), right of `in`. */
function compileWhole(node: Node, scope: Scope): Run {
  return compilePath(node, scope, "whole") ?? compile(node, scope);
}

function compileCall(node: Node & { kind: "call" }, scope: Scope): Run {
  const { apply } = functionRule(node);
  const run = node.name === "matches" ? compileMatches(node) : apply;
  const whole = node.name === "size";
  const nodes = node.receiver ? [node.receiver, ...node.args] : node.args;
  const operands = nodes.map((child) => (whole ? compileWhole(child, scope) : compile(child, scope)));
  return (frame) => {
    frame.cost++;
    const values = collect(operands, frame);
    if (values instanceof Fault) return values;
    for (const value of values) charge(frame, value);
    return tooMuch(frame, node) ?? run(values, node);
  };
}

function compileUnary(node: Node & { kind: "unary" }, scope: Scope): Run {
  const operand = compile(node.operand, scope);
  const apply = (value: Value): Value => {
    if (node.operator === "-") return negate(value, node);
    return typeof value === "boolean" ? !value : new Fault("type", node, `! cannot take ${kindOf(value)}.`);
  };
  return (frame) => {
    frame.cost++;
    const value = operand(frame);
    if (value instanceof Fault) return value;
    charge(frame, value);
    return apply(value);
  };
}

function compileConditional(node: Node & { kind: "conditional" }, scope: Scope): Run {
  const [test, yes, no] = [compile(node.test, scope), compile(node.yes, scope), compile(node.no, scope)];
  return (frame) => {
    frame.cost++;
    const chosen = test(frame);
    if (chosen instanceof Fault) return chosen;
    if (typeof chosen !== "boolean") return new Fault("type", node, `? cannot choose by ${kindOf(chosen)}.`);
    return chosen ? yes(frame) : no(frame);
  };
}

function compileBinary(node: BinaryNode, scope: Scope): Run {
  const left = compile(node.left, scope);
  const right = node.operator === "in" ? compileWhole(node.right, scope) : compile(node.right, scope);
  const isLogic = node.operator === "&&" || node.operator === "||";
  return isLogic ? compileLogic(node, left, right) : compileOperator(node, left, right);
}

function compileMap(node: Node & { kind: "map" }, scope: Scope): Run {
  const entries = node.entries.map(({ key, value }) => ({
    name: key.kind === "literal" ? String(key.value) : "",
    run: compile(value, scope),
  }));
  return (frame) => {
    frame.cost++;
    const made: { [name: string]: Value } = {};
    for (const { name, run } of entries) {
      // The key is a node too.
      frame.cost++;
      const value = run(frame);
      if (value instanceof Fault) return value;
      Object.defineProperty(made, name, { value, enumerable: true });
    }
    return made;
  };
}

function compileMacroNode(node: MacroNode, scope: Scope): Run {
  const inner = { ...scope, variables: [...scope.variables, node.variable] };
  const parts = {
    receiver: compileWhole(node.receiver, scope),
    filter: node.filter && compile(node.filter, inner),
    body: compile(node.body, inner),
  };
  return compileMacro(node, parts, scope.variables.length);
}
