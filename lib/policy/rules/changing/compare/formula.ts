import { type Node, pathOf } from "@/lib/policy/rules/cel/ast";
import { entailsTest, negateOperator, type Test, type TestValue } from "@/lib/policy/rules/changing/compare/values";
import type { Condition } from "@/lib/policy/rules/condition";

/** A condition as far as it can be reasoned about; what cannot be is an atom that only follows from itself. */
export type Formula =
  | { readonly kind: "all" | "any"; readonly of: readonly Formula[] }
  | { readonly kind: "atom"; readonly text: string; readonly isNegated: boolean; readonly test: Test | undefined };

/** How much is looked at before nothing more is shown: whoever writes the rules does not choose how long it takes. */
export class Budget {
  #left: number;
  constructor(steps: number) {
    this.#left = steps;
  }
  spend(): boolean {
    return this.#left-- > 0;
  }
}

/**
 * Whether the formula is true is the same as whether the condition is, or with `isNegated` whether it is false. What
 * cannot be evaluated is neither.
 */
export function formulaOf({ node, text }: Condition, isNegated: boolean): Formula | undefined {
  // A condition that this build cannot read stands as a literal that it is not.
  if (node.kind === "literal" && text.trim() !== String(node.value)) return undefined;
  return read(node, text, isNegated);
}

function read(node: Node, text: string, isNegated: boolean): Formula {
  if (node.kind === "unary" && node.operator === "!") return read(node.operand, text, !isNegated);
  if (node.kind === "literal" && typeof node.value === "boolean") {
    return { kind: node.value === isNegated ? "any" : "all", of: [] };
  }
  if (node.kind === "binary" && (node.operator === "&&" || node.operator === "||")) {
    const kind = (node.operator === "&&") === isNegated ? "any" : "all";
    const of = [read(node.left, text, isNegated), read(node.right, text, isNegated)];
    return { kind, of: of.flatMap((part) => (part.kind === kind && part.of.length > 0 ? part.of : part)) };
  }
  return { kind: "atom", text: text.slice(node.start, node.end), isNegated, test: testOf(node, isNegated) };
}

const mirrored: Readonly<Record<string, string>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
  "==": "==",
  "!=": "!=",
};

function testOf(node: Node, isNegated: boolean): Test | undefined {
  const test = plainTest(node);
  return test && isNegated ? { ...test, operator: negateOperator[test.operator] } : test;
}

function plainTest(node: Node): Test | undefined {
  const bare = pathKey(node);
  if (bare !== undefined) return { path: bare, operator: "==", values: [true] };
  if (node.kind === "call" && node.name === "startsWith" && node.receiver) {
    return makeTest(pathKey(node.receiver), "prefix", node.args.map(literalOf));
  }
  if (node.kind !== "binary") return undefined;
  const { operator, left, right } = node;
  if (operator === "in")
    return right.kind === "list" ? makeTest(pathKey(left), "in", right.items.map(literalOf)) : undefined;
  const turned = mirrored[operator];
  if (turned === undefined) return undefined;
  return makeTest(pathKey(left), operator, [literalOf(right)]) ?? makeTest(pathKey(right), turned, [literalOf(left)]);
}

function makeTest(
  path: string | undefined,
  operator: string,
  values: readonly (TestValue | undefined)[],
): Test | undefined {
  const known = values.filter((value) => value !== undefined);
  const kinds = new Set(known.map((value) => typeof value));
  const isWhole = known.length === values.length && kinds.size === 1;
  const isRange = operator.startsWith("<") || operator.startsWith(">");
  if (path === undefined || !isWhole || (isRange && !kinds.has("number"))) return undefined;
  return Object.hasOwn(negateOperator, operator)
    ? { path, operator: operator as Test["operator"], values: known }
    : undefined;
}

function pathKey(node: Node): string | undefined {
  const path = node.kind === "select" || node.kind === "index" ? pathOf(node) : undefined;
  return path && JSON.stringify(path);
}

/** Beyond 2^53 whole numbers and doubles do not always compare. */
function literalOf(node: Node): TestValue | undefined {
  if (node.kind !== "literal" || node.value === null) return undefined;
  if (typeof node.value === "bigint") return Number.isSafeInteger(Number(node.value)) ? Number(node.value) : undefined;
  return typeof node.value === "number" && Math.abs(node.value) > Number.MAX_SAFE_INTEGER ? undefined : node.value;
}

/**
 * Whether `outer` is true wherever `inner` is. A text that hides characters makes every condition that reads it
 * impossible to evaluate, so `outer` must not read anything that `inner` may have left unread.
 */
export function entails(inner: Formula, outer: Formula, budget: Budget): boolean {
  if (!budget.spend()) return false;
  if (inner.kind === "any") return inner.of.every((one) => entails(one, outer, budget));
  if (outer.kind === "all") return outer.of.every((one) => entails(inner, one, budget));
  if (inner.kind === "all" && inner.of.some((one) => entails(one, outer, budget))) return true;
  if (outer.kind === "any") {
    const known = readsOf(inner);
    const isRead = (one: Formula): boolean => one.kind === "atom" && one.test !== undefined && known.has(one.test.path);
    const reach = outer.of.findIndex((one) => !isRead(one));
    const reachable = reach < 0 ? outer.of : outer.of.slice(0, reach + 1);
    return reachable.some((one) => entails(inner, one, budget));
  }
  if (inner.kind !== "atom" || outer.kind !== "atom") return false;
  if (inner.text === outer.text && inner.isNegated === outer.isNegated) return true;
  return inner.test !== undefined && outer.test !== undefined && entailsTest(inner.test, outer.test);
}

/** What has certainly been read where the formula is true. */
function readsOf(formula: Formula): ReadonlySet<string> {
  const atoms = formula.kind === "all" ? formula.of : [formula];
  return new Set(atoms.flatMap((one) => (one.kind === "atom" && one.test ? [one.test.path] : [])));
}
