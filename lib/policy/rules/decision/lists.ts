import type { Reads } from "@/lib/policy/rules/cel/frame";
import { compareText } from "@/lib/policy/rules/cel/values";
import { maxCombinations } from "@/lib/policy/rules/decision/limits";
import type { Json, JsonMembers } from "@/lib/policy/rules/snapshot";

type ListArgument = { readonly identity: string; readonly elements: readonly Json[] };
type Reading = { readonly condition: { readonly reads: Reads } | undefined };
export type Elements = ReadonlyMap<string, Json>;

/**
 * The lists among the arguments of which conditions look at single elements, and each combination of these: the last
 * list varies fastest. Undefined where there are too many.
 */
export function combineElements(args: JsonMembers, rules: readonly Reading[]): readonly Elements[] | undefined {
  const lists = findLists(args, rules);
  let count = 1;
  for (const { elements } of lists) {
    count *= elements.length;
    if (count > maxCombinations) return undefined;
  }
  let combinations: ReadonlyMap<string, Json>[] = [new Map()];
  for (const { identity, elements } of lists) {
    combinations = combinations.flatMap((before) => elements.map((element) => new Map(before).set(identity, element)));
  }
  return lists.length === 0 ? [] : combinations;
}

function findLists(args: JsonMembers, rules: readonly Reading[]): readonly ListArgument[] {
  if (!Object.values(args).some((value) => typeof value === "object")) return [];
  const found = new Map<string, { path: readonly string[]; elements: readonly Json[] }>();
  for (const { condition } of rules) {
    for (const [identity, path] of condition?.reads.single ?? []) {
      if (found.has(identity)) continue;
      const value = readPath(args, path);
      if (Array.isArray(value) && value.length > 0 && value.every(isScalar))
        found.set(identity, { path, elements: value });
    }
  }
  return [...found]
    .map(([identity, { path, elements }]) => ({ identity, elements, text: path.join(".") }))
    .toSorted((a, b) => compareText(a.text, b.text) || compareText(a.identity, b.identity));
}

function isScalar(value: Json): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

export function readPath(from: Json, path: readonly string[]): Json | undefined {
  let value: Json | undefined = from;
  for (const key of path) {
    if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.hasOwn(value, key))
      return undefined;
    value = (value as JsonMembers)[key];
  }
  return value;
}
