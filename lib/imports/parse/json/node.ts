/** Where a value stands. `start` and `end` are offsets, `line` and `column` count from 1. */
export type Position = { start: number; end: number; line: number; column: number };

export type JsonMember = Position & { name: string; value: JsonNode };
export type ObjectNode = Position & { kind: "object"; members: JsonMember[] };
export type ArrayNode = Position & { kind: "array"; items: JsonNode[] };
export type StringNode = Position & { kind: "string"; value: string };
export type JsonNode =
  | ObjectNode
  | ArrayNode
  | StringNode
  | (Position & { kind: "number"; value: number })
  | (Position & { kind: "boolean"; value: boolean })
  | (Position & { kind: "null" });

/** Members are a list and never keys of a JavaScript object, so `__proto__` is a name like any other. */
export function memberOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
  // As in JSON.parse, and so in the programs that use these files, the last of equal names wins.
  return node?.kind === "object" ? node.members.findLast((member) => member.name === name)?.value : undefined;
}

/** The members that count: of equal names the last. */
export function membersOf(node: JsonNode | undefined): JsonMember[] {
  if (node?.kind !== "object") return [];
  return [...new Map(node.members.map((member) => [member.name, member])).values()];
}

export function itemsOf(node: JsonNode | undefined): JsonNode[] {
  return node?.kind === "array" ? node.items : [];
}

export function textOf(node: JsonNode | undefined): string | undefined {
  return node?.kind === "string" ? node.value : undefined;
}

/** The texts of a list, each with its node. */
export function textsOf(node: JsonNode | undefined): StringNode[] {
  return itemsOf(node).filter((item) => item.kind === "string");
}

export function isTrue(node: JsonNode | undefined): boolean {
  return node?.kind === "boolean" && node.value;
}
