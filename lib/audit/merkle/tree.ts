import { type Sha256, writeNode } from "@/lib/audit/merkle/hashing";
import { type LeafRange, listSubtrees, type Subtree } from "@/lib/audit/merkle/subtrees";

export type TreeNode = Subtree & { hash: Uint8Array<ArrayBuffer> };

/**
 * The nodes that new leaves complete, leaves included, in the order they come about. `edge` holds the hashes of the
 * complete subtrees of the tree as it is: `listSubtrees({ begin: 0, end: size })`.
 */
export function growTree(
  size: number,
  edge: readonly TreeNode[],
  leafHashes: readonly Uint8Array<ArrayBuffer>[],
  sha256: Sha256,
): TreeNode[] {
  const stack = [...edge];
  const grown: TreeNode[] = [];
  for (const [place, hash] of leafHashes.entries()) {
    let node: TreeNode = { level: 0, index: size + place, hash };
    grown.push(node);
    for (let left = stack.at(-1); left?.level === node.level; left = stack.at(-1)) {
      stack.pop();
      node = { level: node.level + 1, index: left.index / 2, hash: sha256(writeNode(left.hash, node.hash)) };
      grown.push(node);
    }
    stack.push(node);
  }
  return grown;
}

/** Reads one stored node. Whoever calls has fetched all that `listNeededNodes` names. */
export type ReadHash = (subtree: Subtree) => Uint8Array<ArrayBuffer>;

export function listNeededNodes(ranges: readonly LeafRange[]): Subtree[] {
  return ranges.flatMap(listSubtrees);
}

/** The hash of a range: of the whole tree its root, of the ranges of a proof the proof. */
export function hashRange(range: LeafRange, read: ReadHash, sha256: Sha256): Uint8Array<ArrayBuffer> {
  const hashes = listSubtrees(range).map(read);
  const smallest = hashes.pop();
  if (smallest === undefined) return sha256(new Uint8Array());
  return hashes.reduceRight((right, left) => sha256(writeNode(left, right)), smallest);
}
