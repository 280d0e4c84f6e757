import type { Pool } from "pg";
import { expect } from "vitest";
import { listSubtrees } from "@/lib/audit/merkle/subtrees";
import { growAll } from "@/lib/audit/merkle/testing/grown-tree";

/** Looks behind everybody's back: no gap, no event twice or left out, and every stored node is the hash of its leaves. */
export async function expectWholeLog(owner: Pool): Promise<{ leaves: Uint8Array<ArrayBuffer>[]; eventIds: string[] }> {
  const { rows } = await owner.query<{ seq: string; event_id: string; leaf_hash: Buffer }>(
    "select seq, event_id, leaf_hash from audit_log order by seq",
  );
  expect(rows.map(({ seq }) => Number(seq))).toEqual(rows.map((_, place) => place));
  const { rows: left } = await owner.query(
    "select id from audit_events where id not in (select event_id from audit_log) union all select event_id from audit_pending",
  );
  expect(left).toEqual([]);
  const { rows: wrong } = await owner.query(
    "select from audit_log l join audit_events e on e.id = l.event_id where e.leaf_hash <> l.leaf_hash",
  );
  expect(wrong).toHaveLength(0);
  const leaves = rows.map(({ leaf_hash: hash }) => new Uint8Array(hash));
  const read = growAll(leaves, 1);
  const { rows: nodes } = await owner.query<{ level: number; idx: string; hash: Buffer }>(
    "select level, idx, hash from audit_nodes",
  );
  for (const { level, idx, hash } of nodes) expect(new Uint8Array(hash)).toEqual(read({ level, index: Number(idx) }));
  expect(nodes).toHaveLength(2 * leaves.length - listSubtrees({ begin: 0, end: leaves.length }).length);
  return { leaves, eventIds: rows.map(({ event_id: id }) => id) };
}
