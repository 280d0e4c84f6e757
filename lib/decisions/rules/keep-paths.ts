import { growPaths, type PathTree } from "@/lib/decisions/rules/path-tree";
import type { Json, JsonMembers } from "@/lib/policy/rules";

/** Of the members only what the paths lead to, and whether anything was left out. */
export function keepPaths(members: JsonMembers, paths: readonly (readonly string[])[]): Kept {
  return keepTree(members, growPaths(paths));
}

export type Kept = { readonly kept: JsonMembers; readonly omitted: boolean };

function keepTree(members: JsonMembers, { isEnd, below }: PathTree): Kept {
  if (isEnd) return { kept: members, omitted: false };
  let omitted = false;
  const kept: [string, Json][] = [];
  for (const [name, value] of Object.entries(members)) {
    const tree = below.get(name);
    if (!tree) {
      omitted = true;
    } else if (tree.isEnd || !isObject(value)) {
      kept.push([name, value]);
    } else {
      const inner = keepTree(value, tree);
      omitted ||= inner.omitted;
      kept.push([name, inner.kept]);
    }
  }
  return { kept: Object.fromEntries(kept), omitted };
}

function isObject(value: Json): value is JsonMembers {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
