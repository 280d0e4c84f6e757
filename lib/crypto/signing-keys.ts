import "server-only";
import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { calculateJwkThumbprint } from "jose";
import { record } from "@/lib/audit/record";
import { AppError, isAppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { StartError } from "@/lib/core/start-error";
import { type KeyPurpose, keyPurposes, type PublicJwk } from "@/lib/crypto/key-purposes";
import * as repository from "@/lib/crypto/repository";
import type { SigningKeyRow } from "@/lib/crypto/repository";
import type { Sealer } from "@/lib/crypto/sealer";
import type { Database, Transaction } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";

export type SigningKey = { kid: string; purpose: KeyPurpose; alg: string; privateKey: KeyObject; publicJwk: PublicJwk };

/** For start-up: makes the keys that are missing, once for all nodes, and notices at once when the base key is a wrong one. */
export async function ensureSigningKeys(db: Database, sealer: Sealer): Promise<void> {
  await inTransaction({ db }, async (tx) => {
    await repository.lockKeys(tx);
    const now = new Date();
    const keys = await repository.listKeys(tx);
    for (const key of keys) checkOpens(key, sealer);
    const missing = (Object.keys(keyPurposes) as KeyPurpose[]).filter((purpose) => !findValid(keys, purpose, now));
    for (const purpose of missing) await createKey(tx, sealer, purpose, now);
    if (missing.length > 0) await repository.announceKeys(tx);
  });
}

/** Read anew each time, so that a key that was replaced is not used longer. */
export async function loadSigningKey(
  db: Database | Transaction,
  sealer: Sealer,
  purpose: KeyPurpose,
): Promise<SigningKey> {
  const key = findValid(await repository.listKeys(db), purpose, new Date());
  if (!key)
    throw new AppError("unavailable", `There is no valid signing key for ${purpose}. A start of the server makes it.`);
  return { kid: key.kid, purpose, alg: key.alg, publicJwk: key.publicJwk, privateKey: openPrivateKey(key, sealer) };
}

/** The newest that is valid. */
function findValid(keys: readonly SigningKeyRow[], purpose: KeyPurpose, now: Date): SigningKeyRow | undefined {
  return keys.findLast(
    (key) => key.purpose === purpose && key.notBefore <= now && (key.notAfter === null || key.notAfter > now),
  );
}

async function createKey(tx: Tx, sealer: Sealer, purpose: KeyPurpose, now: Date): Promise<void> {
  const alg = keyPurposes[purpose];
  const pair = alg === "ES256" ? generateKeyPairSync("ec", { namedCurve: "P-256" }) : generateKeyPairSync("ed25519");
  const publicJwk = pair.publicKey.export({ format: "jwk" }) as PublicJwk;
  const kid = await calculateJwkThumbprint(publicJwk, "sha256");
  const privateJwk = new TextEncoder().encode(JSON.stringify(pair.privateKey.export({ format: "jwk" })));
  const sealedPrivate = sealer.seal(sealedPlace(purpose, kid), privateJwk);
  await repository.insertKey(tx, { kid, purpose, alg, publicJwk, sealedPrivate, notBefore: now, notAfter: null });
  const ctx = { viewer: { kind: "system", id: "start" } as const, requestId: newId("request"), now };
  await record(tx, ctx, { type: "key.created", subjectId: kid, data: { purpose, alg } });
}

function openPrivateKey({ purpose, kid, sealedPrivate }: SigningKeyRow, sealer: Sealer): KeyObject {
  const text = new TextDecoder().decode(sealer.open(sealedPlace(purpose, kid), sealedPrivate));
  return createPrivateKey({ key: JSON.parse(text), format: "jwk" });
}

function sealedPlace(purpose: KeyPurpose, kid: string) {
  return { purpose: `signing-key/${purpose}`, id: kid };
}

function checkOpens(key: SigningKeyRow, sealer: Sealer): void {
  try {
    openPrivateKey(key, sealer);
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw new StartError(
      `${error.message} The signing key ${key.kid} does not open.`,
      "Set AMBIT_SECRET, or put `secret` in the data folder, back to what it was.",
      error,
    );
  }
}
