import "server-only";
import type { KeyPurpose, PublicJwk } from "@/lib/crypto/key-purposes";
import type { Database, Transaction } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";

export type SigningKeyRow = {
  kid: string;
  purpose: KeyPurpose;
  alg: string;
  publicJwk: PublicJwk;
  sealedPrivate: Uint8Array<ArrayBuffer>;
  notBefore: Date;
  notAfter: Date | null;
};

/** Any number, the same on every node: who holds it makes keys. */
const keysLock = 4_702_111;

/** Until the transaction ends no other node makes keys. */
export async function lockKeys(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${keysLock}::bigint)`;
}

/** Every key there ever was, oldest first. */
export async function listKeys(db: Database | Transaction): Promise<SigningKeyRow[]> {
  const rows = await db.signingKey.findMany({ orderBy: [{ notBefore: "asc" }, { kid: "asc" }] });
  return rows.map((row) => ({ ...row, purpose: row.purpose as KeyPurpose, publicJwk: row.publicJwk as PublicJwk }));
}

export async function insertKey(tx: Tx, row: SigningKeyRow): Promise<void> {
  await tx.signingKey.create({ data: row });
}

/** What waits for new keys hears of them when the transaction commits. */
export async function announceKeys(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_notify('ambit_keys', '')`;
}
