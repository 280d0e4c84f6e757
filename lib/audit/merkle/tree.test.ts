import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listConsistencyRanges, listInclusionRanges, listSubtrees } from "@/lib/audit/merkle/subtrees";
import { growAll } from "@/lib/audit/merkle/testing/grown-tree";
import { makeLeaves, naiveConsistency, naiveInclusion, naiveRoot } from "@/lib/audit/merkle/testing/naive-tree";
import { hashRange, listNeededNodes, type ReadHash } from "@/lib/audit/merkle/tree";
import { type ConsistencyClaim, verifyConsistency, verifyInclusion } from "@/lib/audit/merkle/verify";
import { sha256 } from "@/lib/crypto/sha256";

const largest = 70;
const leaves = makeLeaves(largest);
const read = growAll(leaves);
const roots = Array.from({ length: largest + 1 }, (_, end) => naiveRoot(leaves.slice(0, end)));
const rootOf = (size: number) => roots[size] ?? new Uint8Array();

function proveInclusion(index: number, size: number, from: ReadHash = read) {
  return listInclusionRanges(index, size).map((range) => hashRange(range, from, sha256));
}

function claimConsistency(oldSize: number, size: number): ConsistencyClaim {
  const proof = listConsistencyRanges(oldSize, size).map((range) => hashRange(range, read, sha256));
  return { oldSize, size, oldRoot: rootOf(oldSize), root: rootOf(size), proof };
}

describe("held to the plain reading of RFC 6962", { timeout: 30_000 }, () => {
  test("roots, whatever the steps the tree grew in", () => {
    for (const step of [1, 2, 3, 7, 64, largest]) {
      const grown = growAll(leaves, step);
      for (let end = 0; end <= largest; end++) expect(hashRange({ begin: 0, end }, grown, sha256)).toEqual(rootOf(end));
    }
  });

  test("every inclusion proof up to 70 leaves is the naive one, and verifies", async () => {
    for (let size = 1; size <= largest; size++) {
      for (let index = 0; index < size; index++) {
        const proof = proveInclusion(index, size);
        expect(proof).toEqual(naiveInclusion(index, leaves.slice(0, size)));
        const claim = { index, size, leafHash: leaves[index] ?? new Uint8Array(), root: rootOf(size), proof };
        expect(await verifyInclusion(claim, sha256), `${index} in ${size}`).toBe(true);
      }
    }
  });

  test("every consistency proof up to 70 leaves is the naive one, and verifies", async () => {
    for (let size = 1; size <= largest; size++) {
      for (let oldSize = 1; oldSize <= size; oldSize++) {
        const claim = claimConsistency(oldSize, size);
        expect(claim.proof).toEqual(naiveConsistency(oldSize, leaves.slice(0, size)));
        expect(await verifyConsistency(claim, sha256), `${oldSize} to ${size}`).toBe(true);
      }
    }
  });
});

const sizes = fc
  .integer({ min: 1, max: largest })
  .chain((size) => fc.tuple(fc.integer({ min: 1, max: size }), fc.constant(size)));
const flip = (hash: Uint8Array, bit: number) =>
  hash.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

describe("of consistency proofs refuses", { timeout: 30_000 }, () => {
  test("one with any one bit changed", async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(255), async ([oldSize, size], which, bit) => {
        const claim = claimConsistency(oldSize, size);
        const target = which % (claim.proof.length + 2);
        const changed = {
          ...claim,
          oldRoot: target === claim.proof.length ? flip(claim.oldRoot, bit) : claim.oldRoot,
          root: target === claim.proof.length + 1 ? flip(claim.root, bit) : claim.root,
          proof: claim.proof.map((hash, i) => (i === target ? flip(hash, bit) : hash)),
        };
        expect(await verifyConsistency(changed, sha256)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  test("one that is shorter, longer or reordered", async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async ([oldSize, size], at) => {
        const claim = claimConsistency(oldSize, size);
        const { proof } = claim;
        const spare = proof[at % (proof.length || 1)] ?? claim.root;
        const longer = [...proof.slice(0, at % (proof.length + 1)), spare, ...proof.slice(at % (proof.length + 1))];
        expect(await verifyConsistency({ ...claim, proof: longer }, sha256)).toBe(false);
        if (proof.length === 0) return;
        expect(await verifyConsistency({ ...claim, proof: proof.toSpliced(at % proof.length, 1) }, sha256)).toBe(false);
        if (proof.length > 1)
          expect(await verifyConsistency({ ...claim, proof: proof.toReversed() }, sha256)).toBe(false);
      }),
    );
  });

  test("one for another tree: of every pair of sizes, only the true ones", async () => {
    for (let size = 1; size <= 24; size++) {
      for (let oldSize = 1; oldSize <= size; oldSize++) {
        const claim = claimConsistency(oldSize, size);
        const other = makeLeaves(size, 1);
        expect(await verifyConsistency({ ...claim, oldRoot: naiveRoot(other.slice(0, oldSize)) }, sha256)).toBe(false);
        for (let wrong = 0; wrong <= 24; wrong++) {
          if (wrong !== oldSize)
            expect(await verifyConsistency({ ...claim, oldSize: wrong, oldRoot: rootOf(wrong) }, sha256)).toBe(false);
          if (wrong !== size)
            expect(await verifyConsistency({ ...claim, size: wrong, root: rootOf(wrong) }, sha256)).toBe(false);
        }
      }
    }
  });

  test("an empty older tree, which proves nothing", async () => {
    const empty = { oldSize: 0, oldRoot: rootOf(0), proof: [] };
    expect(await verifyConsistency({ ...empty, size: 0, root: rootOf(0) }, sha256)).toBe(false);
    expect(await verifyConsistency({ ...empty, size: 5, root: rootOf(5) }, sha256)).toBe(false);
  });

  test("sizes that are no counts", async () => {
    const claim = claimConsistency(3, 7);
    for (const bad of [0, -1, 2.5, Number.NaN, 2 ** 60]) {
      expect(await verifyConsistency({ ...claim, oldSize: bad }, sha256)).toBe(false);
      expect(
        await verifyInclusion({ index: bad, size: bad, leafHash: rootOf(1), root: rootOf(1), proof: [] }, sha256),
      ).toBe(false);
    }
  });
});

describe("of inclusion proofs refuses", { timeout: 30_000 }, () => {
  test("one with anything changed", async () => {
    await fc.assert(
      fc.asyncProperty(
        sizes,
        fc.nat(),
        fc.nat(255),
        fc.integer({ min: 1, max: largest }),
        async ([place, size], which, bit, by) => {
          const index = place - 1;
          const proof = proveInclusion(index, size);
          const claim = { index, size, leafHash: leaves[index] ?? new Uint8Array(), root: rootOf(size), proof };
          const target = which % (proof.length + 1);
          const changed = proof.map((hash, i) => (i === target ? flip(hash, bit) : hash));
          const leafHash = target === proof.length ? flip(claim.leafHash, bit) : claim.leafHash;
          expect(await verifyInclusion({ ...claim, leafHash, proof: changed }, sha256)).toBe(false);
          if (size > 1)
            expect(await verifyInclusion({ ...claim, index: (index + by) % size }, sha256)).toBe(by % size === 0);
          expect(await verifyInclusion({ ...claim, proof: [...proof, claim.root] }, sha256)).toBe(false);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("one of another length than the place demands, though its hashes lead to the root", async () => {
    const upTo = Array.from({ length: 16 }, (_, i) => i + 1);
    for (const size of upTo) {
      for (const [index, wrongSize] of upTo.flatMap((i) => upTo.map((n) => [i - 1, n] as const))) {
        if (index >= size) continue;
        const proof = proveInclusion(index, size);
        const claim = { size: wrongSize, leafHash: leaves[index] ?? new Uint8Array(), root: rootOf(size), proof };
        for (let wrong = 0; wrong < wrongSize; wrong++) {
          if (listInclusionRanges(wrong, wrongSize).length === proof.length) continue;
          expect(await verifyInclusion({ ...claim, index: wrong }, sha256)).toBe(false);
        }
      }
    }
  });
});

test("a proof of any tree reads O(log n) stored nodes, and none beyond the tree", () => {
  const counts = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
  fc.assert(
    fc.property(counts, counts, (a, b) => {
      const [small, size] = [Math.min(a, b), Math.max(a, b)];
      const needed = listNeededNodes([...listInclusionRanges(small - 1, size), ...listConsistencyRanges(small, size)]);
      expect(needed.length).toBeLessThanOrEqual(4 * 53);
      for (const { level, index } of needed) expect((index + 1) * 2 ** level).toBeLessThanOrEqual(size);
    }),
  );
});

test("a log with more than 2^32 leaves: the subtrees of a range fill it without gap or overlap", () => {
  const size = 2 ** 33 + 5;
  expect(listSubtrees({ begin: 0, end: size })).toEqual([
    { level: 33, index: 0 },
    { level: 2, index: 2 ** 31 },
    { level: 0, index: 2 ** 33 + 4 },
  ]);
});
