import { ConditionFault, type LiteralNode, type Node, pathOf } from "@/lib/policy/rules/cel/ast";
import { parseCondition } from "@/lib/policy/rules/cel/parse";
import { readTokens } from "@/lib/policy/rules/cel/tokens";
import { type ApproverExpression, parseApprovers } from "@/lib/policy/rules/approvers";

/** A part of a sentence. `code` is the text as it stands, where no words of ours would say exactly the same. */
export type Piece = { readonly kind: "words" | "name" | "value" | "code"; readonly text: string };

const words = (text: string): Piece => ({ kind: "words", text });
const code = (text: string): Piece => ({ kind: "code", text });

/** A condition in words where each word means what the code does; any other part of it is shown as code. */
export function describeCondition(text: string): readonly Piece[] {
  try {
    return tellNode(parseCondition(text), text, "alone");
  } catch (error) {
    if (error instanceof ConditionFault) return [code(text)];
    throw error;
  }
}

/** What stands around a part decides whether it needs brackets. */
type Around = "alone" | "&&" | "||";

function tellNode(node: Node, text: string, around: Around): Piece[] {
  if (node.kind === "binary" && (node.operator === "&&" || node.operator === "||")) {
    return tellChain(node.operator, sidesOf(node, node.operator), text, around);
  }
  return tellComparison(node, text) ?? tellQuestion(node, text) ?? [code(sourceOf(node, text))];
}

function tellChain(operator: "&&" | "||", sides: readonly Node[], text: string, around: Around): Piece[] {
  const joint = words(operator === "&&" ? "and" : "or");
  const told = sides.flatMap((side, at) => [...(at === 0 ? [] : [joint]), ...tellNode(side, text, operator)]);
  return around === "alone" || around === operator ? told : [words("("), ...told, words(")")];
}

function sidesOf(node: Node, operator: "&&" | "||"): Node[] {
  const sides: Node[] = [];
  let at = node;
  while (at.kind === "binary" && at.operator === operator) {
    sides.push(at.right);
    at = at.left;
  }
  return [at, ...sides.toReversed()];
}

const compared = {
  "==": "is",
  "!=": "is not",
  "<": "is less than",
  "<=": "is at most",
  ">": "is more than",
  ">=": "is at least",
} as const;
const turned = { "==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

function tellComparison(node: Node, text: string): Piece[] | undefined {
  if (node.kind !== "binary") return undefined;
  const { operator, left, right } = node;
  if (operator === "in") return tellIn(left, right, text);
  if (!isComparison(operator)) return undefined;
  // "200 is at least amount" is read the other way round.
  const turn = left.kind === "literal" && right.kind !== "literal";
  const [first, second] = turn ? [right, left] : [left, right];
  return [tellOperand(first, text), words(compared[turn ? turned[operator] : operator]), tellOperand(second, text)];
}

function isComparison(operator: string): operator is keyof typeof compared {
  return Object.hasOwn(compared, operator);
}

function tellIn(left: Node, right: Node, text: string): Piece[] {
  const subject = tellOperand(left, text);
  if (right.kind === "list" && right.items.length > 0 && right.items.every(({ kind }) => kind === "literal")) {
    const items = right.items.map((item) => tellOperand(item, text));
    return [subject, words(items.length === 1 ? "is" : "is one of"), ...joinPieces(items, "or")];
  }
  return [subject, words("is in"), tellOperand(right, text)];
}

/** Yes-or-no parts that are no comparison. */
function tellQuestion(node: Node, text: string): Piece[] | undefined {
  switch (node.kind) {
    case "has":
      return [nameOf(node, text), words("is there")];
    case "name":
    case "select":
    case "index":
      return pathOf(node) && [nameOf(node, text), words("is true")];
    case "call":
      return tellCall(node, text, false);
    case "unary":
      return node.operator === "!" ? tellNot(node.operand, text) : undefined;
    default:
      return undefined;
  }
}

function tellNot(node: Node, text: string): Piece[] {
  if (node.kind === "has") return [nameOf(node, text), words("is not there")];
  if (node.kind === "call") {
    const told = tellCall(node, text, true);
    if (told) return told;
  }
  if ((node.kind === "select" || node.kind === "index" || node.kind === "name") && pathOf(node)) {
    return [nameOf(node, text), words("is false")];
  }
  return [words("not ("), ...tellNode(node, text, "alone"), words(")")];
}

const calls: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  startsWith: ["begins with", "does not begin with"],
  endsWith: ["ends with", "does not end with"],
  contains: ["contains", "does not contain"],
  matches: ["fits the pattern", "does not fit the pattern"],
};

function tellCall(node: Node & { kind: "call" }, text: string, denied: boolean): Piece[] | undefined {
  const { receiver, name, args } = node;
  const phrase = Object.hasOwn(calls, name) ? calls[name] : undefined;
  const [asked, ...more] = args;
  if (!receiver || !phrase || !asked || more.length > 0) return undefined;
  return [tellOperand(receiver, text), words(phrase[denied ? 1 : 0]), tellOperand(asked, text)];
}

function tellOperand(node: Node, text: string): Piece {
  if (node.kind === "literal") return { kind: "value", text: tellLiteral(node, text) };
  return pathOf(node) ? nameOf(node, text) : code(sourceOf(node, text));
}

function tellLiteral({ value, start, end }: LiteralNode, text: string): string {
  if (typeof value === "string") return `“${value}”`;
  // As it was written, but for the point that only says which kind of number it is.
  return text.slice(start, end).replace(/^(-?\d+)\.0+$/, "$1");
}

const plainName = /^[A-Za-z_]\w*$/;

/** What a call carries is called by its own name; everything else by its whole path. */
function nameOf(node: Node, text: string): Piece {
  const path = node.kind === "has" ? pathWith(pathOf(node.operand), node.field) : pathOf(node);
  if (!path?.every((key) => plainName.test(key))) return code(sourceOf(node, text));
  const [root, ...keys] = path;
  const short = root === "args" && keys.length > 0 && !roots.has(keys[0] ?? "");
  return { kind: "name", text: (short ? keys : path).join(".") };
}

function pathWith(path: readonly string[] | undefined, field: string): readonly string[] | undefined {
  return path && [...path, field];
}

const roots = new Set(["args", "resource", "session", "agent", "context", "now"]);

/** A part begins where its first part does, so a bracket around that one is not in it: it is taken along. */
function sourceOf({ start, end }: Node, text: string): string {
  const tokens = readTokens(text);
  const isBracket = (at: number, sign: string): boolean => tokens[at]?.kind === "symbol" && tokens[at]?.text === sign;
  let first = tokens.findIndex((token) => token.start >= start);
  let last = tokens.findLastIndex((token) => token.end <= end && token.kind !== "end");
  let depth = 0;
  let lowest = 0;
  for (let at = first; at <= last; at++) {
    if (isBracket(at, "(")) depth++;
    else if (isBracket(at, ")")) depth--;
    lowest = Math.min(lowest, depth);
  }
  for (let missing = -lowest; missing > 0 && isBracket(first - 1, "("); missing--) first--;
  for (let missing = depth - lowest; missing > 0 && isBracket(last + 1, ")"); missing--) last++;
  return text.slice(tokens[first]?.start ?? start, tokens[last]?.end ?? end);
}

function joinPieces(pieces: readonly Piece[], last: "and" | "or"): Piece[] {
  return pieces.flatMap((piece, at) => (at === 0 ? [piece] : [words(at === pieces.length - 1 ? last : ","), piece]));
}

/** Names one after the other, as a list in a sentence. */
export function describeNames(names: readonly string[], last: "and" | "or" = "and"): readonly Piece[] {
  return joinPieces(
    names.map((name) => code(name)),
    last,
  );
}

/** Who must say yes, in words; what does not parse is shown as it is. */
export function describeApprovers(text: string): string {
  const parsed = parseApprovers(text);
  return parsed.ok ? tellApprovers(parsed.expression, false) : text;
}

function tellApprovers(expression: ApproverExpression, inside: boolean): string {
  switch (expression.kind) {
    case "owner":
    case "deputy":
      return `the ${expression.kind}`;
    case "team":
      return `somebody of team ${expression.team}`;
    case "oncall":
      return `whoever is on call for ${expression.team}`;
    case "role":
      return `somebody with the role ${expression.role}`;
    case "person":
      return expression.person;
    case "distinct_teams":
      return `${tellApprovers(expression.of, true)}, of different teams`;
    case "all":
      return bracket(
        joinWords(
          expression.of.map((one) => tellApprovers(one, true)),
          "and",
        ),
        inside,
      );
    case "any": {
      const of = expression.of.map((one) => tellApprovers(one, true));
      const [only] = of;
      if (of.length === 1 && expression.count === 1 && only !== undefined) return only;
      const list = joinWords(of, "or");
      return bracket(expression.count === 1 ? list : `${expression.count} people of: ${list}`, inside);
    }
  }
}

function bracket(text: string, inside: boolean): string {
  return inside ? `(${text})` : text;
}

function joinWords(items: readonly string[], last: "and" | "or"): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
}

/** "5 min", "90 s", "2 h": as short as it is exact. */
export function describeSeconds(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
