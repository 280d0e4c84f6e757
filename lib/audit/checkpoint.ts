import "server-only";
import { isSameHash } from "@/lib/audit/merkle/verify";
import { hashRange } from "@/lib/audit/merkle/tree";
import { readLogSize, readRanges, tryLockLog } from "@/lib/audit/tree-store";
import { sha256 } from "@/lib/crypto/sha256";
import type { Sealer } from "@/lib/crypto/sealer";
import { findSigner, type NoteKey, signNote, writeVerifierKey } from "@/lib/crypto/signed-note";
import { loadSigningKey } from "@/lib/crypto/signing-keys";
import type { Database, Transaction } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";

/** Who signs for the log: its name, and what opens its key. */
export type LogSigner = { origin: string; sealer: Sealer };

export type Checkpoint = {
  origin: string;
  treeSize: number;
  root: Uint8Array<ArrayBuffer>;
  note: string;
  signedAt: Date;
};

/** The log is named after the issuer, without its scheme (API.md 1). */
export function readOrigin(publicUrl: string): string {
  return publicUrl.replace(/^https?:\/\//, "");
}

/** `current`: nothing new to sign. `later`: somebody signed less than `spacingMs` ago, or writes the log right now. */
export type Signing = "signed" | "current" | "later";

/** Signs the log as it is now, when it has grown since it was last signed. */
export async function signCheckpoint(db: Database, signer: LogSigner, spacingMs: number): Promise<Signing> {
  return inTransaction({ db }, async (tx) => {
    if (!(await tryLockLog(tx))) return "later";
    const size = await readLogSize(tx);
    const last = await findLast(tx, spacingMs);
    if (size === (last?.treeSize ?? 0)) return "current";
    if (last?.recent) return "later";
    const root = await hashTree(tx, size, last);
    const key = await loadSigningKey(tx, signer.sealer, "audit");
    const text = `${signer.origin}\n${size}\n${Buffer.from(root).toString("base64")}\n`;
    const note = signNote(text, { name: signer.origin, publicKey: readPublicKey(key.publicJwk) }, key.privateKey);
    await tx.$executeRaw`
      insert into audit_checkpoints (tree_size, root, note, signed_at) values (${size}::bigint, ${root}, ${note}, clock_timestamp())`;
    return "signed";
  });
}

type Last = { treeSize: number; root: Uint8Array; recent: boolean };

/** `recent` by the database's clock: the nodes' own may differ, and one set into the future must not stop signing. */
async function findLast(tx: Transaction, spacingMs: number): Promise<Last | undefined> {
  const rows = await tx.$queryRaw<{ tree_size: bigint; root: Uint8Array; recent: boolean }[]>`
    select tree_size, root, clock_timestamp() - signed_at between interval '0' and make_interval(secs => ${spacingMs / 1000}::float8) as recent
    from audit_checkpoints order by tree_size desc limit 1`;
  const [row] = rows;
  return row && { treeSize: Number(row.tree_size), root: row.root, recent: row.recent };
}

/** A log that signs two histories is worth nothing: what was signed before must still be what the stored tree says. */
async function hashTree(tx: Transaction, size: number, last: Last | undefined): Promise<Uint8Array<ArrayBuffer>> {
  const now = { begin: 0, end: size };
  const before = { begin: 0, end: Math.min(last?.treeSize ?? 0, size) };
  const read = await readRanges(tx, [now, before]);
  if (last && (last.treeSize > size || !isSameHash(hashRange(before, read, sha256), last.root))) {
    throw new Error(
      `The audit log no longer holds what was signed at ${last.treeSize} leaves: nothing more is signed.`,
    );
  }
  return hashRange(now, read, sha256);
}

/** The newest checkpoint, or the one at exactly this size. */
export async function findCheckpoint(db: Database, treeSize?: number): Promise<Checkpoint | undefined> {
  const row = await db.auditCheckpoint.findFirst({
    where: treeSize === undefined ? {} : { treeSize },
    orderBy: { treeSize: "desc" },
  });
  if (!row) return undefined;
  const [origin = ""] = row.note.split("\n", 1);
  return { origin, treeSize: Number(row.treeSize), root: row.root, note: row.note, signedAt: row.signedAt };
}

/** The key to check a checkpoint with, of all audit keys there ever were, in the form verifiers take. */
export async function findVerifierKey(db: Database, checkpoint: Checkpoint): Promise<string> {
  const rows = await db.signingKey.findMany({ where: { purpose: "audit" }, select: { publicJwk: true } });
  const keys: NoteKey[] = rows.map(({ publicJwk }) => ({
    name: checkpoint.origin,
    publicKey: readPublicKey(publicJwk as { x: string }),
  }));
  const signer = findSigner(checkpoint.note, keys);
  if (!signer) throw new Error(`No audit key signed the checkpoint at ${checkpoint.treeSize} leaves.`);
  return writeVerifierKey(signer);
}

function readPublicKey({ x }: { x: string }): Uint8Array {
  return Buffer.from(x, "base64url");
}
