import { existsSync } from "node:fs";
import path from "node:path";
import type { SourceTree } from "@/checks/house/source-tree";

export type Target =
  | { kind: "file"; path: string }
  | { kind: "package"; name: string; specifier: string }
  | { kind: "missing"; path: string };

const endings = ["", ".ts", ".tsx", ".mjs", ".js", "/index.ts", "/index.tsx"];

/** Where an import leads. The generated database client counts as present: it is made, not kept. */
export function resolveImport(tree: SourceTree, from: string, specifier: string): Target {
  const base = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".")
      ? path.posix.join(path.posix.dirname(from), specifier)
      : undefined;
  if (base === undefined) return { kind: "package", name: packageName(specifier), specifier };
  if (base.startsWith("lib/db/generated/")) return { kind: "file", path: base };
  const found = endings.map((ending) => base + ending).find((candidate) => isFile(tree, candidate));
  return found === undefined ? { kind: "missing", path: base } : { kind: "file", path: found };
}

const knownPaths = new WeakMap<SourceTree, Set<string>>();

function isFile(tree: SourceTree, candidate: string): boolean {
  const known = knownPaths.get(tree) ?? new Set(tree.paths);
  knownPaths.set(tree, known);
  // What a build writes (.ambit) is imported but not part of the tree.
  return known.has(candidate) || (candidate.startsWith(".ambit/") && existsSync(path.join(tree.root, candidate)));
}

function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
