import type { Json } from "@/lib/policy/rules/snapshot";

export const maxDepth = 32;
export const maxBytes = 262_144;
export const maxCombinations = 256;

/** Deeper than 32, or more than 256 KiB as JSON: such a call is not judged by its rules. Measured without writing it where it is small. */
export function isTooLarge(values: readonly (Json | undefined)[]): boolean {
  let bound = 0;
  for (const value of values) {
    if (value === undefined) continue;
    bound += measure(value, 1);
    if (bound === Number.POSITIVE_INFINITY) return true;
  }
  if (bound <= maxBytes) return false;
  const encoder = new TextEncoder();
  return values.reduce<number>((sum, value) => sum + encoder.encode(JSON.stringify(value) ?? "").length, 0) > maxBytes;
}

/** At least as many bytes as the value has; without end where it is nested too deep. */
function measure(value: Json, depth: number): number {
  if (typeof value === "string") return value.length * 6 + 2;
  if (typeof value !== "object" || value === null) return 25;
  if (depth > maxDepth) return Number.POSITIVE_INFINITY;
  let sum = 2;
  if (Array.isArray(value)) {
    for (const item of value) sum += measure(item, depth + 1) + 1;
    return sum;
  }
  for (const [name, item] of Object.entries(value)) sum += name.length * 6 + 4 + measure(item, depth + 1);
  return sum;
}
