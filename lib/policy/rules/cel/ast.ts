/** What a condition is once it is read. Macros stay as they were written: what is counted and explained is the text. */
export type Place = { readonly start: number; readonly end: number };

export type BinaryOperator = "||" | "&&" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "+" | "-" | "*" | "/" | "%";
export type MacroName = "all" | "exists" | "exists_one" | "filter" | "map";

export type LiteralNode = Place & {
  readonly kind: "literal";
  /** A whole number is a bigint; `null` is the literal, which alone compares with everything. */
  readonly value: string | number | bigint | boolean | null;
};
export type NameNode = Place & { readonly kind: "name"; readonly name: string };
export type SelectNode = Place & { readonly kind: "select"; readonly operand: Node; readonly field: string };
export type HasNode = Place & { readonly kind: "has"; readonly operand: Node; readonly field: string };
export type IndexNode = Place & { readonly kind: "index"; readonly operand: Node; readonly key: Node };
export type CallNode = Place & {
  readonly kind: "call";
  readonly name: string;
  readonly receiver: Node | undefined;
  readonly args: readonly Node[];
};
export type UnaryNode = Place & { readonly kind: "unary"; readonly operator: "!" | "-"; readonly operand: Node };
export type BinaryNode = Place & {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Node;
  readonly right: Node;
};
export type ConditionalNode = Place & {
  readonly kind: "conditional";
  readonly test: Node;
  readonly yes: Node;
  readonly no: Node;
};
export type ListNode = Place & { readonly kind: "list"; readonly items: readonly Node[] };
export type MapNode = Place & {
  readonly kind: "map";
  readonly entries: readonly { readonly key: Node; readonly value: Node }[];
};
export type MacroNode = Place & {
  readonly kind: "macro";
  readonly macro: MacroName;
  readonly receiver: Node;
  readonly variable: string;
  /** Of the three-part `map(x, filter, body)`. */
  readonly filter: Node | undefined;
  readonly body: Node;
};

export type Node =
  | LiteralNode
  | NameNode
  | SelectNode
  | HasNode
  | IndexNode
  | CallNode
  | UnaryNode
  | BinaryNode
  | ConditionalNode
  | ListNode
  | MapNode
  | MacroNode;

export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "literal":
    case "name":
      return [];
    case "select":
    case "has":
      return [node.operand];
    case "index":
      return [node.operand, node.key];
    case "call":
      return node.receiver ? [node.receiver, ...node.args] : node.args;
    case "unary":
      return [node.operand];
    case "binary":
      return [node.left, node.right];
    case "conditional":
      return [node.test, node.yes, node.no];
    case "list":
      return node.items;
    case "map":
      return node.entries.flatMap(({ key, value }) => [key, value]);
    case "macro":
      return node.filter ? [node.receiver, node.filter, node.body] : [node.receiver, node.body];
  }
}

/** A chain of constant keys from a name: `args.a["b c"].d` is `["args", "a", "b c", "d"]`. */
export function pathOf(node: Node): readonly string[] | undefined {
  const keys: string[] = [];
  let at = node;
  while (at.kind !== "name") {
    if (at.kind === "select") keys.push(at.field);
    else if (at.kind === "index" && at.key.kind === "literal" && typeof at.key.value === "string")
      keys.push(at.key.value);
    else return undefined;
    at = at.operand;
  }
  keys.push(at.name);
  return keys.toReversed();
}

/** A fault of a text, where it stands: what is refused when it is written. */
export class ConditionFault extends Error {
  readonly start: number;
  readonly end: number;
  constructor(detail: string, start: number, end: number = start + 1) {
    super(detail);
    this.start = start;
    this.end = end;
  }
}
