import { hkdfSync } from "node:crypto";

/** A key of its own for each use of the base key (HKDF, RFC 5869), so that what is sealed for one opens nothing else. */
export function deriveKey(secret: string, use: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hkdfSync("sha256", secret, new Uint8Array(), `ambit/${use}`, 32));
}
