import "server-only";
import { CompactSign } from "jose";
import type { PublishedJwk } from "@/lib/crypto/key-purposes";
import * as repository from "@/lib/crypto/repository";
import type { SigningKeyRow } from "@/lib/crypto/repository";
import type { Sealer } from "@/lib/crypto/sealer";
import { loadSigningKey } from "@/lib/crypto/signing-keys";
import type { Database } from "@/lib/db/client";

/** `/.well-known/jwks.json`: the public halves of all keys that may still be in use. */
export async function readPublicJwks(db: Database): Promise<{ keys: PublishedJwk[] }> {
  const now = new Date();
  const keys = await repository.listKeys(db);
  return { keys: keys.filter((key) => key.notAfter === null || key.notAfter > now).map(publish) };
}

/** `/.well-known/ambit-keys`: every key there ever was, signed, so that who trusts one key can come to trust the next. */
export async function signKeyHistory(db: Database, sealer: Sealer, issuer: string): Promise<string> {
  const signer = await loadSigningKey(db, sealer, "policy");
  const keys = await repository.listKeys(db);
  const statement = {
    iss: issuer,
    iat: Math.floor(Date.now() / 1000),
    keys: keys.map((key) => ({
      ...publish(key),
      not_before: key.notBefore.toISOString(),
      not_after: key.notAfter?.toISOString() ?? null,
    })),
  };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(statement)))
    .setProtectedHeader({ alg: signer.alg, kid: signer.kid, typ: "ambit-keys+jwt" })
    .sign(signer.privateKey);
}

/** Both documents as they are sent: what the enforcement plane keeps in memory. */
export async function readPublishedKeys(
  db: Database,
  sealer: Sealer,
  issuer: string,
): Promise<{ jwks: string; keyHistory: string }> {
  const [jwks, keyHistory] = await Promise.all([readPublicJwks(db), signKeyHistory(db, sealer, issuer)]);
  return { jwks: JSON.stringify(jwks), keyHistory };
}

function publish({ kid, purpose, alg, publicJwk }: SigningKeyRow): PublishedJwk {
  return { ...publicJwk, kid, use: "sig", alg, ambit_for: purpose };
}
