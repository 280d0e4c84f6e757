import type pg from "pg";
import { listSubtrees } from "@/lib/audit/merkle/subtrees";
import { growTree, hashRange, type TreeNode } from "@/lib/audit/merkle/tree";
import { sha256 } from "@/lib/crypto/sha256";

const batch = 5_000;

/** Size and root of the audit log, computed from the events' own leaves and not from the stored tree. */
export async function computeAuditRoot(client: pg.Client): Promise<{ size: number; root: string }> {
  let edge: TreeNode[] = [];
  let size = 0;
  await client.query(
    "declare leaves no scroll cursor for select e.leaf_hash from audit_log l join audit_events e on e.id = l.event_id order by l.seq",
  );
  for (;;) {
    const { rows } = await client.query<{ leaf_hash: Buffer }>(`fetch ${batch} from leaves`);
    if (rows.length === 0) break;
    const grown = growTree(
      size,
      edge,
      rows.map((row) => new Uint8Array(row.leaf_hash)),
      sha256,
    );
    size += rows.length;
    edge = listSubtrees({ begin: 0, end: size }).map((subtree) =>
      pick([...grown, ...edge], subtree.level, subtree.index),
    );
  }
  await client.query("close leaves");
  const root = hashRange({ begin: 0, end: size }, ({ level, index }) => pick(edge, level, index).hash, sha256);
  return { size, root: Buffer.from(root).toString("base64") };
}

function pick(nodes: readonly TreeNode[], level: number, index: number): TreeNode {
  const found = nodes.find((node) => node.level === level && node.index === index);
  if (!found) throw new Error(`The tree lacks the node ${level}/${index}.`);
  return found;
}
