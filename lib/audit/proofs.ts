import "server-only";
import { type Checkpoint, findCheckpoint, findVerifierKey } from "@/lib/audit/checkpoint";
import { type LeafRange, listConsistencyRanges, listInclusionRanges } from "@/lib/audit/merkle/subtrees";
import { hashRange } from "@/lib/audit/merkle/tree";
import { readRanges } from "@/lib/audit/tree-store";
import { AppError } from "@/lib/core/errors";
import { sha256 } from "@/lib/crypto/sha256";
import type { Database } from "@/lib/db/client";

/** A signed checkpoint and the key to check it with. Who verifies compares the key with one got some other way. */
export type SignedTree = { checkpoint: string; key: string };

/** Everything needed to check, without Ambit, that an event is in the log. Hashes are base64. */
export type InclusionBundle = SignedTree & {
  format: "ambit.audit-inclusion/1";
  /** RFC 8785 text of the event: what is hashed. */
  canonical: string;
  leaf_hash: string;
  /** From 0. */
  leaf_index: number;
  tree_size: number;
  proof: string[];
};

/** Shows that the newer log begins with the whole older one: nothing was changed or taken out in between. */
export type ConsistencyBundle = {
  format: "ambit.audit-consistency/1";
  older: SignedTree;
  newer: SignedTree;
  proof: string[];
};

/** Under the newest checkpoint, or the one signed at `treeSize` leaves. A new event waits a second or so until one covers it. */
export async function makeInclusionBundle(db: Database, eventId: string, treeSize?: number): Promise<InclusionBundle> {
  const event = await db.auditEvent.findUnique({ where: { id: eventId }, select: { canonical: true } });
  if (!event) throw new AppError("not_found", "There is no such event.");
  const leaf = await db.auditLog.findUnique({ where: { eventId } });
  const checkpoint = treeSize === undefined ? await findCheckpoint(db) : await requireCheckpoint(db, treeSize);
  if (treeSize !== undefined && leaf && leaf.seq >= treeSize) {
    throw new AppError("not_found", `The event came after the log had ${treeSize} leaves.`);
  }
  if (!leaf || !checkpoint || checkpoint.treeSize <= leaf.seq) {
    throw new AppError("unavailable", "The event is not under a signed checkpoint yet. Ask again in a second.", {
      retryAfterSeconds: 1,
    });
  }
  const index = Number(leaf.seq);
  return {
    format: "ambit.audit-inclusion/1",
    canonical: event.canonical,
    leaf_hash: Buffer.from(leaf.leafHash).toString("base64"),
    leaf_index: index,
    tree_size: checkpoint.treeSize,
    proof: await hashRanges(db, listInclusionRanges(index, checkpoint.treeSize)),
    ...(await describeTree(db, checkpoint)),
  };
}

/** Between two checkpoints, named by their tree sizes. */
export async function makeConsistencyBundle(
  db: Database,
  olderSize: number,
  newerSize: number,
): Promise<ConsistencyBundle> {
  if (olderSize > newerSize) {
    const detail = "The older checkpoint has more leaves than the newer one.";
    throw new AppError("invalid_input", detail, {
      faults: [{ pointer: "/from", code: "too_big", detail: `Must be at most ${newerSize}, as in to.` }],
    });
  }
  const [older, newer] = await Promise.all([requireCheckpoint(db, olderSize), requireCheckpoint(db, newerSize)]);
  return {
    format: "ambit.audit-consistency/1",
    older: await describeTree(db, older),
    newer: await describeTree(db, newer),
    proof: await hashRanges(db, listConsistencyRanges(olderSize, newerSize)),
  };
}

async function requireCheckpoint(db: Database, treeSize: number): Promise<Checkpoint> {
  const checkpoint = await findCheckpoint(db, treeSize);
  if (!checkpoint) throw new AppError("not_found", `No checkpoint was signed at ${treeSize} leaves.`);
  return checkpoint;
}

async function describeTree(db: Database, checkpoint: Checkpoint): Promise<SignedTree> {
  return { checkpoint: checkpoint.note, key: await findVerifierKey(db, checkpoint) };
}

async function hashRanges(db: Database, ranges: readonly LeafRange[]): Promise<string[]> {
  const read = await readRanges(db, ranges);
  return ranges.map((range) => Buffer.from(hashRange(range, read, sha256)).toString("base64"));
}
