import {
  type BinaryNode,
  type CallNode,
  childrenOf,
  ConditionFault,
  type HasNode,
  type IndexNode,
  type MacroNode,
  type Node,
  pathOf,
  type SelectNode,
} from "@/lib/policy/rules/cel/ast";
import { compileMatches, functionRule } from "@/lib/policy/rules/cel/functions";

/**
 * `json` is whatever came with the call: its numbers are doubles. `json parts` is a list or an object made of nothing
 * else. `any` may be either kind of number.
 */
type Kind =
  | "int"
  | "double"
  | "json"
  | "json parts"
  | "string"
  | "bool"
  | "timestamp"
  | "duration"
  | "list"
  | "map"
  | "null"
  | "any";

/** What a condition may speak of. */
export const conditionNames = ["args", "resource", "session", "agent", "context", "now"] as const;

const knownNames: ReadonlySet<string> = new Set(conditionNames);

/** What the evaluation itself carries in `context`: a condition on it would judge its own wrapping. */
const closedMembers = new Set([
  "session",
  "approval",
  "access_request",
  "evaluation_id",
  "evaluated_at",
  "reason",
  "business_justification",
]);

const knownMembers: Readonly<Record<string, ReadonlySet<string>>> = {
  session: new Set(["id", "intent", "initiator", "initiator_proven", "parent", "started_at"]),
  agent: new Set(["slug", "tier", "state", "kind"]),
  resource: new Set(["type", "id", "properties"]),
};

export type Warning = { readonly start: number; readonly end: number; readonly detail: string };
type Scope = { readonly variables: ReadonlyMap<string, Kind>; readonly macros: number };

/** Refuses, with a ConditionFault, what could never be judged the same way everywhere; answers what is only unlikely. */
export function checkCondition(node: Node): Warning[] {
  const { kind, warnings } = checkExpression(node, knownNames);
  if (!["bool", "json", "any"].includes(kind)) {
    throw new ConditionFault("A condition is a yes or a no; this is another kind of value.", node.start, node.end);
  }
  return warnings;
}

/** The same for a part of a condition, over names of the caller's choice. */
export function checkExpression(node: Node, names: ReadonlySet<string>): { kind: Kind; warnings: Warning[] } {
  const warnings: Warning[] = [];
  return { kind: new Checker(names, warnings).check(node, { variables: new Map(), macros: 0 }), warnings };
}

class Checker {
  readonly #names: ReadonlySet<string>;
  readonly #warnings: Warning[];

  constructor(names: ReadonlySet<string>, warnings: Warning[]) {
    this.#names = names;
    this.#warnings = warnings;
  }

  check(node: Node, scope: Scope): Kind {
    const path = pathOf(node.kind === "has" ? { ...node, kind: "select" } : node);
    if (path && !scope.variables.has(path[0] ?? "")) this.#checkPath(path, node);
    switch (node.kind) {
      case "literal":
        return literalKind(node.value);
      case "name":
        return this.#checkName(node.name, node, scope);
      case "select":
      case "has":
        return this.#checkMember(node, scope);
      case "index":
        this.check(node.key, scope);
        return path ? this.#checkMember(node, scope) : elementKind(this.check(node.operand, scope));
      case "call":
        return this.#checkCall(node, scope);
      case "unary":
        return this.#checkUnary(node.operator, this.check(node.operand, scope));
      case "binary":
        return this.#checkBinary(node, scope);
      case "conditional": {
        this.check(node.test, scope);
        const [yes, no] = [this.check(node.yes, scope), this.check(node.no, scope)];
        if (yes === no) return yes;
        return isJson(yes) && isJson(no) ? "json" : "any";
      }
      case "list":
        return partsKind(
          node.items.map((item) => this.check(item, scope)),
          "list",
        );
      case "map":
        return this.#checkMap(node.entries, scope);
      case "macro":
        return this.#checkMacro(node, scope);
    }
  }

  /** `context` stands only before a constant name: what reads it whole would read what it must not. */
  #checkContextIn(operand: Node, scope: Scope): Kind {
    if (operand.kind === "name" && operand.name === "context" && !scope.variables.has("context")) return "json";
    return this.check(operand, scope);
  }

  #checkName(name: string, node: Node, scope: Scope): Kind {
    const variable = scope.variables.get(name);
    if (variable) return variable;
    if (!this.#names.has(name)) {
      throw new ConditionFault(
        `There is no ${name}. Conditions read ${[...this.#names].join(", ")}.`,
        node.start,
        node.end,
      );
    }
    if (name === "context") {
      throw new ConditionFault(
        "context is read by the names of its members, as in context.region.",
        node.start,
        node.end,
      );
    }
    return name === "now" ? "timestamp" : "json";
  }

  #checkMember(node: SelectNode | HasNode | IndexNode, scope: Scope): Kind {
    const kind = this.#checkContextIn(node.operand, scope);
    if (node.kind === "has") return "bool";
    const path = pathOf(node);
    if (path?.[0] === "session" && path[1] === "started_at" && path.length === 2) return "timestamp";
    return elementKind(kind);
  }

  #checkPath(path: readonly string[], node: Node): void {
    const [root = "", member] = path;
    if (!this.#names.has(root)) return;
    if (root === "context" && member !== undefined && closedMembers.has(member)) {
      throw new ConditionFault(`A condition cannot read context.${member}.`, node.start, node.end);
    }
    const known = knownMembers[root];
    if (known && member !== undefined && path.length === 2 && !known.has(member)) {
      const detail = `${root}.${member} is never there. ${root} has ${[...known].join(", ")}.`;
      this.#warnings.push({ start: node.start, end: node.end, detail });
    }
  }

  #checkCall(node: CallNode, scope: Scope): Kind {
    const { result } = functionRule(node);
    if (node.name === "matches") compileMatches(node);
    for (const child of childrenOf(node)) this.check(child, scope);
    return result;
  }

  #checkUnary(operator: "!" | "-", kind: Kind): Kind {
    return operator === "!" ? "bool" : kind;
  }

  #checkBinary(node: BinaryNode, scope: Scope): Kind {
    const [left, right] = [this.check(node.left, scope), this.check(node.right, scope)];
    if (!["+", "-", "*", "/", "%"].includes(node.operator)) return "bool";
    const isDouble = (kind: Kind): boolean => kind === "double" || kind === "json";
    if ((left === "int" && isDouble(right)) || (isDouble(left) && right === "int")) {
      throw new ConditionFault(
        `${node.operator} mixes a whole number with a double, which every number of a call is. Write 1.0 for 1.`,
        node.start,
        node.end,
      );
    }
    if (node.operator === "%" && (isDouble(left) || isDouble(right))) {
      throw new ConditionFault("% takes whole numbers. Write int(…) around a number of a call.", node.start, node.end);
    }
    return arithmeticKind(node.operator, left, right);
  }

  #checkMap(entries: readonly { key: Node; value: Node }[], scope: Scope): Kind {
    const seen = new Set<string>();
    for (const { key } of entries) {
      if (key.kind !== "literal" || typeof key.value !== "string") {
        throw new ConditionFault("A key of an object is a text written out.", key.start, key.end);
      }
      if (seen.has(key.value)) throw new ConditionFault("This key stands twice.", key.start, key.end);
      seen.add(key.value);
    }
    return partsKind(
      entries.map(({ value }) => this.check(value, scope)),
      "map",
    );
  }

  #checkMacro(node: MacroNode, scope: Scope): Kind {
    if (scope.macros >= 2) {
      throw new ConditionFault(`${node.macro}() stands inside two others; two are the most.`, node.start, node.end);
    }
    // CEL keeps such names for itself, and readers that write macros out would mix them up with theirs.
    if (this.#names.has(node.variable) || node.variable.startsWith("__")) {
      throw new ConditionFault(`${node.variable} is taken. Choose another name.`, node.start, node.end);
    }
    const receiver = this.check(node.receiver, scope);
    const variables = new Map(scope.variables).set(node.variable, elementKind(receiver));
    const inner = { variables, macros: scope.macros + 1 };
    if (node.filter) this.check(node.filter, inner);
    const body = this.check(node.body, inner);
    if (node.macro === "filter") return elementKind(receiver) === "json" ? receiver : "list";
    return node.macro === "map" ? partsKind([body], "list") : "bool";
  }
}

function literalKind(value: string | number | bigint | boolean | null): Kind {
  if (value === null) return "null";
  if (typeof value === "bigint") return "int";
  if (typeof value === "number") return "double";
  return typeof value === "string" ? "string" : "bool";
}

function elementKind(kind: Kind): Kind {
  return kind === "json" || kind === "json parts" ? "json" : "any";
}

/** No whole number can be in it, so that arithmetic with one mixes. */
function isJson(kind: Kind): boolean {
  return !["int", "list", "map", "any"].includes(kind);
}

function partsKind(parts: readonly Kind[], made: "list" | "map"): Kind {
  return parts.every(isJson) ? "json parts" : made;
}

function arithmeticKind(operator: string, left: Kind, right: Kind): Kind {
  if (left === right) return left === "timestamp" && operator === "-" ? "duration" : left;
  if (left === "json" || right === "json") return "json";
  if ([left, right].includes("timestamp")) return "timestamp";
  return "any";
}
