import { type Node, pathOf } from "@/lib/policy/rules/cel/ast";
import { type Reads, type Run, type Scope, charge, checkText, collect } from "@/lib/policy/rules/cel/frame";
import { capital, countPieces, Fault, isList, isMap, kindOf, type Value } from "@/lib/policy/rules/cel/values";

type Compile = (node: Node, scope: Scope) => Run;

function readMember(from: Value, key: string, node: Node): Value {
  if (!isMap(from)) return new Fault("type", node, `${capital(kindOf(from))} has no member ${key}.`);
  const value = Object.hasOwn(from, key) ? from[key] : undefined;
  return value === undefined ? new Fault("missing", node, `There is no ${key}.`) : value;
}

/** `parent`: a single value too, of which only is asked whether it has a member. */
type How = "single" | "whole" | "parent";

/** A chain of constant keys from one of the names. A list among the arguments stands for its elements, unless whole. */
export function compilePath(node: Node, scope: Scope, how: How): Run | undefined {
  const path = pathOf(node);
  const [root, ...keys] = path ?? [];
  if (path === undefined || root === undefined || scope.variables.includes(root)) return undefined;
  const nodes = chainOf(node);
  const steps = nodes.length + nodes.filter(({ kind }) => kind === "index").length;
  const keyCost = nodes.reduce(
    (sum, { kind }, at) => sum + (kind === "index" ? countPieces(keys[at - 1] ?? "") : 0),
    0,
  );
  if (root === "context" && keys[0] !== undefined) scope.reads.contextMembers.add(keys[0]);
  if (root === "args") noteArgument(keys, scope.reads, how);
  const identity = JSON.stringify(keys);
  return (frame) => {
    frame.cost += steps + keyCost;
    let value: Value = frame.names[root] ?? null;
    for (let at = 0; at < keys.length; at++) {
      value = readMember(value, keys[at] ?? "", nodes[at + 1] ?? node);
      if (value instanceof Fault) return value;
    }
    if (root !== "args" || how === "whole" || !isList(value)) return checkText(frame, value, node);
    const element = frame.elements?.get(identity);
    return element === undefined
      ? new Fault("list", node, "A list stands where one value is needed.")
      : checkText(frame, element, node);
  };
}

/** The nodes of a chain, from its name outwards. */
function chainOf(node: Node): Node[] {
  const chain: Node[] = [];
  for (let at = node; ; at = at.operand) {
    chain.push(at);
    if (at.kind !== "select" && at.kind !== "index") return chain.toReversed();
  }
}

function noteArgument(keys: readonly string[], reads: Reads, how: How): void {
  if (how !== "parent") reads.paths.set(JSON.stringify(keys), keys);
  // What stands before a dot is looked at as one value too.
  const last = how === "whole" ? keys.length - 1 : keys.length;
  for (let length = 1; length <= last; length++) {
    const part = keys.slice(0, length);
    reads.single.set(JSON.stringify(part), part);
  }
}

export function compileRead(node: Node & { kind: "name" | "select" }, scope: Scope, compile: Compile): Run {
  if (node.kind === "name") {
    const slot = scope.variables.lastIndexOf(node.name);
    return (frame) => {
      frame.cost++;
      return checkText(frame, frame.variables[slot] ?? null, node);
    };
  }
  const operand = compile(node.operand, scope);
  return (frame) => {
    frame.cost++;
    const from = operand(frame);
    return from instanceof Fault ? from : checkText(frame, readMember(from, node.field, node), node);
  };
}

export function compileIndex(node: Node & { kind: "index" }, scope: Scope, compile: Compile): Run {
  const operands = [compile(node.operand, scope), compile(node.key, scope)];
  return (frame) => {
    frame.cost++;
    const values = collect(operands, frame);
    if (values instanceof Fault) return values;
    for (const value of values) charge(frame, value);
    const [from = null, key = null] = values;
    if (typeof key === "string" && isMap(from)) return checkText(frame, readMember(from, key, node), node);
    if (!isList(from) || (typeof key !== "number" && typeof key !== "bigint")) {
      return new Fault("type", node, `${capital(kindOf(from))} cannot be read at ${kindOf(key)}.`);
    }
    const item = Number.isInteger(Number(key)) ? from[Number(key)] : undefined;
    return item === undefined
      ? new Fault("missing", node, `The list has no item ${key}.`)
      : checkText(frame, item, node);
  };
}

/** Whether a member is there; its value is not looked at. */
export function compileHas(node: Node & { kind: "has" }, scope: Scope, compile: Compile): Run {
  const path = pathOf(node.operand);
  const [root, ...keys] = path ?? [];
  if (root === "context" && !scope.variables.includes(root)) scope.reads.contextMembers.add(keys[0] ?? node.field);
  if (root === "args" && !scope.variables.includes(root)) {
    const asked = [...keys, node.field];
    scope.reads.paths.set(JSON.stringify(asked), asked);
  }
  const operand = isRoot(node.operand, "context", scope)
    ? nameRun("context")
    : (compilePath(node.operand, scope, "parent") ?? compile(node.operand, scope));
  return (frame) => {
    frame.cost++;
    const from = operand(frame);
    if (from instanceof Fault) return from;
    return isMap(from) ? Object.hasOwn(from, node.field) : readMember(from, node.field, node);
  };
}

function isRoot(node: Node, name: string, scope: Scope): boolean {
  return node.kind === "name" && node.name === name && !scope.variables.includes(name);
}

function nameRun(name: string): Run {
  return (frame) => {
    frame.cost++;
    return frame.names[name] ?? null;
  };
}
