import type { ObservedArgument, ValueType } from "@/lib/decisions/schema/observed";

const most = { paths: 60, depth: 4, samples: 5, text: 80 } as const;

type Seen = { types: Set<ValueType>; samples: Set<string | number | boolean>; calls: number };

/** The paths among the arguments of a few calls, with the kinds of their values and a few of them. */
export function collectArguments(calls: readonly unknown[]): ObservedArgument[] {
  const found = new Map<string, Seen>();
  for (const args of calls) if (isMembers(args)) visit(args, "", 1, found);
  return [...found]
    .map(([path, { types, samples, calls: seen }]) => ({ path, types: [...types], seen, samples: [...samples] }))
    .toSorted((a, b) => b.seen - a.seen || (a.path < b.path ? -1 : 1));
}

function visit(
  members: Readonly<Record<string, unknown>>,
  before: string,
  depth: number,
  found: Map<string, Seen>,
): void {
  for (const [name, value] of Object.entries(members)) {
    if (!/^[A-Za-z_][\w-]{0,63}$/.test(name)) continue;
    const path = before === "" ? name : `${before}.${name}`;
    note(path, value, found);
    if (isMembers(value) && !isRedacted(value) && depth < most.depth) visit(value, path, depth + 1, found);
  }
}

function note(path: string, value: unknown, found: Map<string, Seen>): void {
  const known = found.get(path);
  if (!known && found.size >= most.paths) return;
  const seen = known ?? { types: new Set(), samples: new Set(), calls: 0 };
  seen.calls++;
  // What is masked was something else; what it was is not known any more.
  if (!isRedacted(value)) seen.types.add(typeOf(value));
  if (isShowable(value) && seen.samples.size < most.samples) seen.samples.add(value);
  found.set(path, seen);
}

function isShowable(value: unknown): value is string | number | boolean {
  return (
    typeof value === "number" || typeof value === "boolean" || (typeof value === "string" && value.length <= most.text)
  );
}

function typeOf(value: unknown): ValueType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return "string";
  if (typeof value === "number") return "number";
  return typeof value === "boolean" ? "boolean" : "object";
}

function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isRedacted(value: unknown): boolean {
  return isMembers(value) && Object.keys(value).length === 1 && typeof value["redacted"] === "string";
}
