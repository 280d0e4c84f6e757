import type { DecisionInputs } from "@/lib/decisions/schema";

export type Members = NonNullable<DecisionInputs["args"]>;
type Value = Members[string];

export type Leaf = { readonly path: string; readonly value: Value; readonly masked: boolean };

/** Every value with its path, in the order of the call; what is masked stays whole, as one value. */
export function listLeaves(members: Members, root: string, masked: readonly string[]): Leaf[] {
  const hidden = new Set(masked);
  const visit = (value: Value, path: string): Leaf[] => {
    if (hidden.has(path)) return [{ path, value, masked: true }];
    if (typeof value !== "object" || value === null) return [{ path, value, masked: false }];
    const below = Array.isArray(value) ? value.map((item, at) => [String(at), item] as const) : Object.entries(value);
    if (below.length === 0) return [{ path, value, masked: false }];
    return below.flatMap(([name, item]) => visit(item, `${path}.${name}`));
  };
  return Object.entries(members).flatMap(([name, value]) => visit(value, `${root}.${name}`));
}

/** The members without what is masked: what nobody can read cannot be tried or tested. A list loses no single place. */
export function withoutMasked(members: Members, root: string, masked: readonly string[]): Members {
  const hidden = new Set(masked);
  const visit = (value: Value, path: string): Value | undefined => {
    if (hidden.has(path)) return undefined;
    if (Array.isArray(value)) return masked.some((one) => one.startsWith(`${path}.`)) ? undefined : value;
    if (typeof value !== "object" || value === null) return value;
    return keep(value, path);
  };
  const keep = (object: Members, path: string): Members =>
    Object.fromEntries(
      Object.entries(object).flatMap(([name, value]): [string, Value][] => {
        const kept = visit(value, `${path}.${name}`);
        return kept === undefined ? [] : [[name, kept]];
      }),
    );
  return keep(members, root);
}
