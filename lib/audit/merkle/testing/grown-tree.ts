import type { Subtree } from "@/lib/audit/merkle/subtrees";
import { listSubtrees } from "@/lib/audit/merkle/subtrees";
import { growTree, type ReadHash, type TreeNode } from "@/lib/audit/merkle/tree";
import { sha256 } from "@/lib/crypto/sha256";

type Hash = Uint8Array<ArrayBuffer>;

/** A tree in memory, grown in steps as the sequencer grows the stored one; answers how its nodes are read. */
export function growAll(leaves: readonly Hash[], step = leaves.length): ReadHash {
  const stored = new Map<string, Hash>();
  const read = ({ level, index }: Subtree): Hash => {
    const hash = stored.get(`${level}/${index}`);
    if (hash === undefined) throw new Error(`The node ${level}/${index} is not complete.`);
    return hash;
  };
  for (let size = 0; size < leaves.length; size += step) {
    const edge: TreeNode[] = listSubtrees({ begin: 0, end: size }).map((subtree) => ({
      ...subtree,
      hash: read(subtree),
    }));
    for (const { level, index, hash } of growTree(size, edge, leaves.slice(size, size + step), sha256)) {
      if (stored.has(`${level}/${index}`)) throw new Error(`The node ${level}/${index} was written twice.`);
      stored.set(`${level}/${index}`, hash);
    }
  }
  return read;
}
