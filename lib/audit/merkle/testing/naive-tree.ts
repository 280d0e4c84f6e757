import { createHash } from "node:crypto";

type Hash = Uint8Array<ArrayBuffer>;

/** RFC 6962, 2.1, letter by letter, over leaf hashes. Slow and plain on purpose: the real code is held to it. */
function split(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

function node(left: Hash, right: Hash): Hash {
  return new Uint8Array(createHash("sha256").update("\u0001").update(left).update(right).digest());
}

export function naiveRoot(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return new Uint8Array(createHash("sha256").digest());
  if (leaves.length === 1) return only;
  const k = split(leaves.length);
  return node(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

export function naiveInclusion(m: number, leaves: readonly Hash[]): Hash[] {
  if (leaves.length <= 1) return [];
  const k = split(leaves.length);
  return m < k
    ? [...naiveInclusion(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naiveInclusion(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
}

export function naiveConsistency(m: number, leaves: readonly Hash[], whole = true): Hash[] {
  if (m === leaves.length) return whole ? [] : [naiveRoot(leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...naiveConsistency(m, leaves.slice(0, k), whole), naiveRoot(leaves.slice(k))]
    : [...naiveConsistency(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
}

export function makeLeaves(count: number, salt = 0): Hash[] {
  return Array.from(
    { length: count },
    (_, i) => new Uint8Array(createHash("sha256").update(`leaf ${salt} ${i}`).digest()),
  );
}
