import {
  type BinaryOperator,
  childrenOf,
  ConditionFault,
  type LiteralNode,
  type MacroName,
  type Node,
} from "@/lib/policy/rules/cel/ast";
import { readTokens, type Token } from "@/lib/policy/rules/cel/tokens";
import { countPieces } from "@/lib/policy/rules/cel/values";

/** Deeper nesting is refused, so that no text can exhaust the stack of whoever reads it. */
const maxNesting = 48;
/** Chains nest too, without brackets: `a || b || c` is two deep. A quarter of what common stacks bear. */
const maxHeight = 512;
const levels: readonly (readonly BinaryOperator[])[] = [
  ["||"],
  ["&&"],
  ["==", "!=", "<", "<=", ">", ">=", "in"],
  ["+", "-"],
  ["*", "/", "%"],
];
const reserved = new Set(
  "as break const continue else for function if import let loop package namespace return var void while".split(" "),
);
const macros: ReadonlySet<string> = new Set<MacroName>(["all", "exists", "exists_one", "filter", "map"]);
/** Of 64 bytes: 4 KiB. */
const maxPieces = 64;
const maxInt = 2n ** 63n;

/** Reads one condition of the Common Expression Language. Throws a ConditionFault that says where it goes wrong. */
export function parseCondition(source: string): Node {
  if (countPieces(source) > maxPieces) throw new ConditionFault("A condition has at most 4 KiB.", 0, source.length);
  const reader = new Reader(readTokens(source));
  const node = reader.readExpression();
  reader.expectEnd();
  refuseHigh(node);
  return node;
}

function refuseHigh(root: Node): void {
  const open = [{ node: root, height: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, height } = next;
    if (height > maxHeight) {
      throw new ConditionFault(`A chain has at most ${maxHeight} parts. Write a list after in.`, node.start, node.end);
    }
    for (const child of childrenOf(node)) open.push({ node: child, height: height + 1 });
  }
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get #next(): Token {
    const token = this.#tokens[this.#at] ?? this.#tokens.at(-1);
    if (!token) throw new Error("A text without tokens has no end.");
    return token;
  }

  #advance(): Token {
    const token = this.#next;
    this.#at++;
    return token;
  }

  #sees(text: string): boolean {
    const { kind, text: found } = this.#next;
    return found === text && (kind === "symbol" || (kind === "name" && text === "in"));
  }

  #accept(text: string): Token | undefined {
    return this.#sees(text) ? this.#advance() : undefined;
  }

  #expect(text: string, why: string): Token {
    return this.#accept(text) ?? this.#refuse(`Expected ${text} ${why}`);
  }

  #refuse(what: string): never {
    const { kind, text, start, end } = this.#next;
    const found = kind === "end" ? "the condition ends" : `found ${kind === "string" ? "a string" : text}`;
    throw new ConditionFault(`${what}, but ${found}.`, start, end);
  }

  expectEnd(): void {
    if (this.#next.kind !== "end") this.#refuse("Expected an operator or the end");
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > maxNesting) {
      throw new ConditionFault(`A condition nests at most ${maxNesting} deep.`, this.#next.start, this.#next.end);
    }
    const result = read();
    this.#depth--;
    return result;
  }

  readExpression(): Node {
    return this.#nested(() => {
      const test = this.#readBinary(0);
      if (!this.#accept("?")) return test;
      const yes = this.#readBinary(0);
      this.#expect(":", "between the two values of ?");
      const no = this.readExpression();
      return { kind: "conditional", test, yes, no, start: test.start, end: no.end };
    });
  }

  #readBinary(level: number): Node {
    const operators = levels[level];
    if (!operators) return this.#readUnary();
    let left = this.#readBinary(level + 1);
    for (;;) {
      const operator = operators.find((text) => this.#sees(text));
      if (!operator) return left;
      this.#advance();
      const right = this.#readBinary(level + 1);
      left = { kind: "binary", operator, left, right, start: left.start, end: right.end };
    }
  }

  /** Signs repeat, and do not mix: `-!a` is no CEL. */
  #readUnary(sign?: "!" | "-"): Node {
    const operator = (sign === "-" ? undefined : this.#accept("!")) ?? this.#accept("-");
    if (!operator) return this.#readMember(this.#readPrimary());
    if (operator.text === "-" && this.#next.start === operator.end) {
      const number = this.#readNumber(operator);
      if (number) return this.#readMember(number);
    }
    const text = operator.text === "!" ? "!" : "-";
    if (sign && text !== sign)
      throw new ConditionFault("Write brackets between ! and -.", operator.start, operator.end);
    const operand = this.#nested(() => this.#readUnary(text));
    return {
      kind: "unary",
      operator: text,
      operand,
      start: operator.start,
      end: operand.end,
    };
  }

  #readMember(first: Node): Node {
    let node = first;
    for (;;) {
      if (this.#accept(".")) node = this.#readDot(node);
      else if (this.#accept("[")) {
        const key = this.readExpression();
        const { end } = this.#expect("]", "after the key");
        node = { kind: "index", operand: node, key, start: node.start, end };
      } else if (this.#sees("{") && (node.kind === "name" || node.kind === "select")) {
        throw new ConditionFault("Messages are not supported.", this.#next.start);
      } else return node;
    }
  }

  #readDot(operand: Node): Node {
    if (this.#next.kind !== "name") this.#refuse("Expected a name after the dot");
    const field = this.#advance();
    if (["true", "false", "null", "in"].includes(field.text)) {
      throw new ConditionFault(`Write ["${field.text}"] to read a member of this name.`, field.start, field.end);
    }
    if (!this.#accept("(")) {
      return { kind: "select", operand, field: field.text, start: operand.start, end: field.end };
    }
    const args = this.#readList(")");
    const end = this.#tokens[this.#at - 1]?.end ?? field.end;
    if (macros.has(field.text)) return makeMacro(field, operand, args, end);
    return { kind: "call", name: field.text, receiver: operand, args, start: operand.start, end };
  }

  /** Expressions between commas up to the closing sign; a last comma may stand in lists alone, as CEL has it. */
  #readList(closing: ")" | "]"): Node[] {
    const items: Node[] = [];
    while (!this.#sees(closing)) {
      items.push(this.readExpression());
      if (!this.#accept(",")) break;
      if (closing === ")" && this.#sees(closing)) this.#refuse("Expected a value after the comma");
    }
    this.#expect(closing, "or a comma");
    return items;
  }

  #readPrimary(): Node {
    const token = this.#next;
    if (token.kind === "string") {
      this.#advance();
      return { kind: "literal", value: token.text, start: token.start, end: token.end };
    }
    const number = this.#readNumber(undefined);
    if (number) return number;
    if (this.#accept("(")) {
      const node = this.readExpression();
      this.#expect(")", "to close the bracket");
      return node;
    }
    if (this.#accept("[")) {
      const items = this.#readList("]");
      return { kind: "list", items, start: token.start, end: this.#tokens[this.#at - 1]?.end ?? token.end };
    }
    if (this.#accept("{")) return this.#readMap(token.start);
    if (token.kind === "name") return this.#readName(this.#advance());
    return this.#refuse("Expected a value");
  }

  #readName(token: Token): Node {
    const { text, start, end } = token;
    if (text === "true" || text === "false") return { kind: "literal", value: text === "true", start, end };
    if (text === "null") return { kind: "literal", value: null, start, end };
    if (text === "in" || reserved.has(text)) throw new ConditionFault(`${text} is a reserved word.`, start, end);
    if (!this.#accept("(")) return { kind: "name", name: text, start, end };
    const args = this.#readList(")");
    const last = this.#tokens[this.#at - 1]?.end ?? end;
    if (text !== "has") return { kind: "call", name: text, receiver: undefined, args, start, end: last };
    const [asked, ...more] = args;
    if (asked?.kind !== "select" || more.length > 0) {
      throw new ConditionFault("has() takes one member, as in has(args.amount).", start, last);
    }
    return { kind: "has", operand: asked.operand, field: asked.field, start, end: last };
  }

  #readMap(start: number): Node {
    const entries: { key: Node; value: Node }[] = [];
    while (!this.#sees("}")) {
      const key = this.readExpression();
      this.#expect(":", "after the key");
      entries.push({ key, value: this.readExpression() });
      if (!this.#accept(",")) break;
    }
    const { end } = this.#expect("}", "or a comma");
    return { kind: "map", entries, start, end };
  }

  #readNumber(sign: Token | undefined): LiteralNode | undefined {
    const { kind, text, start: first, end } = this.#next;
    if (kind !== "int" && kind !== "double") return undefined;
    this.#advance();
    const start = sign?.start ?? first;
    if (kind === "double") {
      const value = Number(text);
      if (!Number.isFinite(value)) throw new ConditionFault("No double holds this number.", start, end);
      return { kind: "literal", value: sign ? -value : value, start, end };
    }
    const value = sign ? -BigInt(text) : BigInt(text);
    if (value >= maxInt || value < -maxInt) throw new ConditionFault("Whole numbers have 64 bits.", start, end);
    return { kind: "literal", value, start, end };
  }
}

function makeMacro(field: Token, receiver: Node, args: readonly Node[], end: number): Node {
  const [variable, ...bodies] = args;
  const isMap = field.text === "map";
  const three = isMap && bodies.length === 2;
  const body = three ? bodies[1] : bodies[0];
  if (variable?.kind !== "name" || !body || bodies.length > (isMap ? 2 : 1)) {
    const example = isMap ? "map(x, x.name)" : `${field.text}(x, x > 1.0)`;
    throw new ConditionFault(`${field.text}() takes a name and an expression, as in ${example}.`, field.start, end);
  }
  return {
    kind: "macro",
    // The token is one of the five, or this is not called.
    macro: field.text === "exists_one" ? "exists_one" : isMap ? "map" : plainMacro(field.text),
    receiver,
    variable: variable.name,
    filter: three ? bodies[0] : undefined,
    body,
    start: receiver.start,
    end,
  };
}

function plainMacro(text: string): MacroName {
  return text === "all" || text === "exists" ? text : "filter";
}
