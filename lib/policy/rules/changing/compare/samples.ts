import { childrenOf, type Node, pathOf } from "@/lib/policy/rules/cel/ast";
import { isMembers } from "@/lib/policy/rules/changing/content";
import type { CompiledRule } from "@/lib/policy/rules/decision/compile";
import { type ActionPattern, literalAction, type ResourcePattern } from "@/lib/policy/rules/patterns";
import type { Json, JsonMembers } from "@/lib/policy/rules/snapshot";

/** For each path that conditions read, values at and around what they compare it with; undefined: not there. */
export type Samples = ReadonlyMap<
  string,
  { readonly path: readonly string[]; readonly values: readonly (Json | undefined)[] }
>;

const sampled = ["args", "context", "resource"];
const maxPaths = 8;
const maxValues = 12;

export function sampleConditions(rules: readonly CompiledRule[]): Samples {
  const literals = new Map<string, { path: readonly string[]; found: Set<Json> }>();
  for (const { condition } of rules) if (condition) collect(condition.node, undefined, literals);
  const usual = [...literals].slice(0, maxPaths).map(([key, { path, found }]) => {
    const values = [...found].flatMap(neighboursOf);
    const lists = [...found].slice(0, 2).flatMap((one): Json[] => [[one], [one, otherThan(one)], [otherThan(one)]]);
    const plain: (Json | undefined)[] = found.size === 0 ? ["a", 1, true, false] : [];
    return [
      key,
      { path, values: unique([...values, ...plain, undefined, ...lists, null, {}, []]).slice(0, maxValues) },
    ] as const;
  });
  return new Map(usual);
}

/** Literals belong to the path beside them; in a macro to the list it goes through. */
function collect(
  node: Node,
  owner: readonly string[] | undefined,
  into: Map<string, { path: readonly string[]; found: Set<Json> }>,
): void {
  const path =
    node.kind === "has" ? withField(node) : node.kind === "select" || node.kind === "index" ? pathOf(node) : undefined;
  if (path && sampled.includes(path[0] ?? "")) {
    const key = JSON.stringify(path);
    if (!into.has(key)) into.set(key, { path, found: new Set() });
    return;
  }
  const children = childrenOf(node);
  const paths = children.map((child) => (child.kind === "name" ? undefined : pathOf(child)));
  const near = paths.find((one) => one !== undefined && sampled.includes(one[0] ?? "")) ?? owner;
  for (const child of children) collect(child, near, into);
  const known = near && into.get(JSON.stringify(near));
  for (const child of children) {
    const items = child.kind === "list" ? child.items : [child];
    for (const item of items) {
      if (item.kind === "literal" && known)
        known.found.add(typeof item.value === "bigint" ? Number(item.value) : item.value);
    }
  }
}

function withField(node: Node & { kind: "has" }): readonly string[] | undefined {
  const operand = pathOf(node.operand);
  return operand && [...operand, node.field];
}

function neighboursOf(value: Json): Json[] {
  if (typeof value === "number") return [value, value + 1, value - 1];
  if (typeof value === "string") return [value, `${value}x`];
  return typeof value === "boolean" ? [value, !value] : [value];
}

function otherThan(value: Json): Json {
  return neighboursOf(value)[1] ?? "other";
}

function unique(values: readonly (Json | undefined)[]): (Json | undefined)[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** An action the pattern matches: what a star leaves open is one letter, or one part. */
function sampleAction({ segments, open }: ActionPattern): string {
  if (!segments) return "any.action";
  const parts = segments.map((glob) => glob.join("x") || "x");
  return [...parts, ...(open ? ["deeper"] : [])].join(".");
}

export function sampleResource({ type, id }: ResourcePattern): { type: string; id: string } {
  return { type: type ? sampleAction(type) : "thing", id: id.join("x") || "x" };
}

/** The names that a pattern does not have to guess. */
export function sampleActions(patterns: readonly ActionPattern[], names: readonly string[]): string[] {
  const literal = patterns.map((pattern) => literalAction(pattern) ?? sampleAction(pattern));
  return [...new Set([...literal, ...names])];
}

/** Values at their paths, each path set apart from the others. */
export function buildValues(chosen: readonly (readonly [readonly string[], Json | undefined])[]): JsonMembers {
  let built: JsonMembers = {};
  for (const [path, value] of chosen) if (value !== undefined) built = withValue(built, path, value);
  return built;
}

function withValue(members: JsonMembers, [name = "", ...rest]: readonly string[], value: Json): JsonMembers {
  if (rest.length === 0) return { ...members, [name]: value };
  const below = Object.hasOwn(members, name) ? members[name] : undefined;
  return { ...members, [name]: withValue(isMembers(below) ? below : {}, rest, value) };
}
