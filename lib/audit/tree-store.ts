import "server-only";
import { listSubtrees, type LeafRange, type Subtree } from "@/lib/audit/merkle/subtrees";
import { growTree, listNeededNodes, type ReadHash, type TreeNode } from "@/lib/audit/merkle/tree";
import { sha256 } from "@/lib/crypto/sha256";
import type { Database, Transaction } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";

export type Leaf = { eventId: string; hash: Uint8Array<ArrayBuffer> };

/** Any number, the same on every node: who holds it writes the log. */
const logLock = 4_702_110;

/** Until the transaction ends nobody else writes the log. False: somebody else is at it right now. */
export async function tryLockLog(tx: Tx): Promise<boolean> {
  const rows = await tx.$queryRaw<{ taken: boolean }[]>`select pg_try_advisory_xact_lock(${logLock}::bigint) as taken`;
  return rows[0]?.taken === true;
}

/** How many leaves the log has; the next one's index. */
export async function readLogSize(db: Database | Transaction): Promise<number> {
  const rows = await db.$queryRaw<{ seq: bigint }[]>`select seq from audit_log order by seq desc limit 1`;
  return rows[0] ? Number(rows[0].seq) + 1 : 0;
}

/** Events that wait for their place. By id, so nearly by time; one that was committed late comes with the next batch. */
export async function readWaiting(db: Database | Transaction, limit: number): Promise<Leaf[]> {
  const rows = await db.$queryRaw<{ id: string; leaf_hash: Uint8Array<ArrayBuffer> }[]>`
    with waiting as materialized (select event_id from audit_pending order by event_id limit ${limit})
    select e.id, e.leaf_hash from waiting w join audit_events e on e.id = w.event_id order by e.id`;
  return rows.map((row) => ({ eventId: row.id, hash: row.leaf_hash }));
}

/** Puts leaves behind the last one. Only under the lock: it is what keeps the order free of gaps. */
export async function appendLeaves(tx: Tx, leaves: readonly Leaf[]): Promise<void> {
  const size = await readLogSize(tx);
  const subtrees = listSubtrees({ begin: 0, end: size });
  const read = await readNodes(tx, subtrees);
  const edge = subtrees.map((subtree) => ({ ...subtree, hash: read(subtree) }));
  const ids = leaves.map(({ eventId }) => eventId);
  await tx.$executeRaw`
    insert into audit_log (seq, event_id, leaf_hash)
    select ${size}::bigint + place - 1, id, decode(hash, 'hex')
    from unnest(${ids}::text[], ${leaves.map(({ hash }) => writeHex(hash))}::text[]) with ordinality as leaf (id, hash, place)`;
  await insertNodes(
    tx,
    growTree(
      size,
      edge,
      leaves.map(({ hash }) => hash),
      sha256,
    ),
  );
  await tx.$executeRaw`delete from audit_pending where event_id = any(${ids}::text[])`;
}

async function insertNodes(tx: Tx, nodes: readonly TreeNode[]): Promise<void> {
  await tx.$executeRaw`
    insert into audit_nodes (level, idx, hash)
    select level, idx, decode(hash, 'hex')
    from unnest(${nodes.map(({ level }) => level)}::int[], ${nodes.map(({ index }) => index)}::bigint[], ${nodes.map(({ hash }) => writeHex(hash))}::text[])
      as node (level, idx, hash)`;
}

/** Fetches every stored node that these ranges need in one query: some twenty rows, however large the log. */
export function readRanges(db: Database | Transaction, ranges: readonly LeafRange[]): Promise<ReadHash> {
  return readNodes(db, listNeededNodes(ranges));
}

async function readNodes(db: Database | Transaction, subtrees: readonly Subtree[]): Promise<ReadHash> {
  const rows = await db.$queryRaw<{ level: number; idx: bigint; hash: Uint8Array<ArrayBuffer> }[]>`
    select n.level, n.idx, n.hash
    from unnest(${subtrees.map(({ level }) => level)}::int[], ${subtrees.map(({ index }) => index)}::bigint[]) as wanted (level, idx)
    join audit_nodes n on n.level = wanted.level and n.idx = wanted.idx`;
  const hashes = new Map(rows.map(({ level, idx, hash }) => [`${level}/${idx}`, hash]));
  return ({ level, index }) => {
    const hash = hashes.get(`${level}/${index}`);
    if (hash === undefined)
      throw new Error(`The audit log's tree lacks its node ${level}/${index}: the stored log is damaged.`);
    return hash;
  };
}

function writeHex(hash: Uint8Array<ArrayBuffer>): string {
  return Buffer.from(hash.buffer, hash.byteOffset, hash.length).toString("hex");
}
