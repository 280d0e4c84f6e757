import { timingSafeEqual } from "node:crypto";
import { sha256 } from "@/lib/crypto/sha256";

/** Takes as long for a wrong guess as for the right value, whatever their lengths. */
export function isSameSecret(a: string, b: string): boolean {
  const encoder = new TextEncoder();
  return timingSafeEqual(sha256(encoder.encode(a)), sha256(encoder.encode(b)));
}
