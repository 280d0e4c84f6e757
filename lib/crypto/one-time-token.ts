import "server-only";
import { createHash, randomBytes } from "node:crypto";

const shape = /^[A-Za-z0-9_-]{43}$/;

/** 32 random bytes that are handed out once; only their hash is kept, so the database gives nobody a way in. */
export function makeToken(): { token: string; hash: Uint8Array<ArrayBuffer> } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: digest(token) };
}

/** Nothing when the text cannot be a token of ours: then there is nothing to look up. */
export function hashToken(token: string | null | undefined): Uint8Array<ArrayBuffer> | undefined {
  return typeof token === "string" && shape.test(token) ? digest(token) : undefined;
}

function digest(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}
