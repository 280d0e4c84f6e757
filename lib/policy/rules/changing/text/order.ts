import { isMembers } from "@/lib/policy/rules/changing/content";
import type { Json } from "@/lib/policy/rules/snapshot";

/** For each new item the old one it continues; undefined: it is new. */
export type Matching = readonly (number | undefined)[];

/** By id or name; others by their value, and what is left, where as many are left between the same neighbours, by place. */
export function matchItems(
  before: readonly Json[],
  after: readonly Json[],
  renamed: ReadonlyMap<string, string>,
): Matching {
  const places = new Map<string, number[]>();
  for (const [at, item] of before.entries()) {
    const key = keyOf(item);
    places.set(key, [...(places.get(key) ?? []), at]);
  }
  for (const known of places.values()) known.reverse();
  const take = (key: string): number | undefined => places.get(key)?.pop();
  const matched = after.map((item) => {
    const name = nameOf(item);
    const former = name === undefined ? undefined : renamed.get(name);
    return take(former === undefined ? keyOf(item) : `name ${former}`);
  });
  return pairByPlace(before, after, matched);
}

function nameOf(item: Json): string | undefined {
  if (!isMembers(item)) return undefined;
  const name = Object.hasOwn(item, "id") ? item["id"] : Object.hasOwn(item, "name") ? item["name"] : undefined;
  return typeof name === "string" ? name : undefined;
}

function keyOf(item: Json): string {
  const name = nameOf(item);
  return name === undefined ? `value ${JSON.stringify(item)}` : `name ${name}`;
}

function pairByPlace(before: readonly Json[], after: readonly Json[], matched: Matching): Matching {
  const taken = new Set(matched);
  let last = -1;
  return after.map((item, at) => {
    const known = matched[at];
    if (known !== undefined) {
      last = known;
      return known;
    }
    const next = before[last + 1];
    if (next === undefined || taken.has(last + 1) || nameOf(item) !== undefined || nameOf(next) !== undefined)
      return undefined;
    last++;
    return last;
  });
}

export function findNamed(items: readonly Json[], name: string | undefined): number | undefined {
  const at = name === undefined ? -1 : items.findIndex((item) => nameOf(item) === name);
  return at < 0 ? undefined : at;
}

/** Of the old items that go on, the most that keep their order: only the others are moved. */
function findUnmoved(matching: Matching, moved: number | undefined): ReadonlySet<number> {
  const tails: number[] = [];
  const before = new Map<number, number | undefined>();
  for (const [at, old] of matching.entries()) {
    if (old === undefined || at === moved) continue;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tails[middle] ?? 0) < old) low = middle + 1;
      else high = middle;
    }
    before.set(old, tails[low - 1]);
    tails[low] = old;
  }
  const unmoved = new Set<number>();
  for (let at = tails.at(-1); at !== undefined; at = before.get(at)) unmoved.add(at);
  return unmoved;
}

/**
 * The pieces of a list in their new order. What stands between items and is none stays behind the item before it that
 * is not moved.
 */
export function arrangeItems(
  matching: Matching,
  count: number,
  moved: number | undefined,
): ({ readonly item: number } | { readonly after: number })[] {
  const unmoved = findUnmoved(matching, moved);
  const pieces: ({ item: number } | { after: number })[] = [];
  let passed = -1;
  const pass = (until: number): void => {
    for (; passed < until; passed++) pieces.push({ after: passed });
  };
  for (const [at, old] of matching.entries()) {
    if (old !== undefined && unmoved.has(old)) pass(old);
    pieces.push({ item: at });
  }
  pass(count);
  return pieces;
}
