import { childrenOf, type Node, pathOf } from "@/lib/policy/rules/cel/ast";
import type { CompiledRule } from "@/lib/policy/rules/decision/compile";

type Root = "args" | "resource" | "context";
/** Paths below each part of a call; one that is empty is the whole part. */
export type ReadPaths = { readonly [root in Root]: readonly (readonly string[])[] };

const known = new WeakMap<CompiledRule, ReadPaths>();

/** Everything that the conditions of these rules look at. */
export function readPathsOf(rules: readonly CompiledRule[]): ReadPaths {
  const each = rules.map((rule) => {
    const found = known.get(rule) ?? findPaths(rule);
    known.set(rule, found);
    return found;
  });
  const join = (root: Root) => each.flatMap((paths) => paths[root]);
  return { args: join("args"), resource: join("resource"), context: join("context") };
}

/** A macro's own name for an element may hide one of these: then more is kept than is read, never less. */
function findPaths({ condition }: CompiledRule): ReadPaths {
  const found = { args: [] as string[][], resource: [] as string[][], context: [] as string[][] };
  const visit = (node: Node): void => {
    const [root, ...keys] = (node.kind === "has" ? pathOfAsked(node) : pathOf(node)) ?? [];
    if (root === "args" || root === "resource" || root === "context") found[root].push(keys);
    else for (const child of childrenOf(node)) visit(child);
  };
  if (condition) visit(condition.node);
  return found;
}

/** `has(args.a)` asks for a member, whatever its value. */
function pathOfAsked(node: Node & { kind: "has" }): readonly string[] | undefined {
  const path = pathOf(node.operand);
  return path && [...path, node.field];
}
