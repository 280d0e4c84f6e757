import { type AnySha256, hashBytes, writeNode } from "@/lib/audit/merkle/hashing";

export type InclusionClaim = {
  index: number;
  size: number;
  leafHash: Uint8Array;
  root: Uint8Array;
  proof: readonly Uint8Array[];
};
export type ConsistencyClaim = {
  oldSize: number;
  size: number;
  oldRoot: Uint8Array;
  root: Uint8Array;
  proof: readonly Uint8Array[];
};

/** RFC 9162, 2.1.3.2: whether the leaf is where it is said to be in the tree with this root. Runs in browsers too. */
export async function verifyInclusion(claim: InclusionClaim, sha256: AnySha256): Promise<boolean> {
  const { index, size, leafHash, root, proof } = claim;
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (![leafHash, root, ...proof].every(isHash)) return false;
  let hash = leafHash;
  let [place, last] = [index, size - 1];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      hash = await sha256(writeNode(sibling, hash));
      [place, last] = climbLeft(place, last);
    } else {
      hash = await sha256(writeNode(hash, sibling));
    }
    [place, last] = [halve(place), halve(last)];
  }
  return last === 0 && isSameHash(hash, root);
}

/** RFC 9162, 2.1.4.2: whether the tree of `size` leaves begins with the one of `oldSize`. An empty old tree proves nothing. */
export async function verifyConsistency(claim: ConsistencyClaim, sha256: AnySha256): Promise<boolean> {
  const { oldSize, size, oldRoot, root, proof } = claim;
  if (!isCount(oldSize) || !isCount(size) || oldSize === 0 || oldSize > size) return false;
  if (![oldRoot, root, ...proof].every(isHash)) return false;
  if (oldSize === size) return proof.length === 0 && isSameHash(oldRoot, root);
  let [place, last] = [oldSize - 1, size - 1];
  while (isOdd(place)) [place, last] = [halve(place), halve(last)];
  // Where the old tree is one complete subtree its root opens the path; the proof leaves it out, the verifier has it.
  const [first, ...rest] = place === 0 ? [oldRoot, ...proof] : proof;
  if (first === undefined) return false;
  let [oldHash, hash] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      oldHash = await sha256(writeNode(sibling, oldHash));
      hash = await sha256(writeNode(sibling, hash));
      [place, last] = climbLeft(place, last);
    } else {
      hash = await sha256(writeNode(hash, sibling));
    }
    [place, last] = [halve(place), halve(last)];
  }
  return last === 0 && isSameHash(oldHash, oldRoot) && isSameHash(hash, root);
}

/** Over the levels on which the node has no sibling. */
function climbLeft(place: number, last: number): [number, number] {
  let [p, l] = [place, last];
  while (!isOdd(p) && p !== 0) [p, l] = [halve(p), halve(l)];
  return [p, l];
}

/** Bit operations would cut sizes off at 2^31. */
const halve = (n: number): number => Math.floor(n / 2);
const isOdd = (n: number): boolean => n % 2 === 1;
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const isHash = (bytes: Uint8Array): boolean => bytes.length === hashBytes;

export function isSameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
