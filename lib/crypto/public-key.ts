import "server-only";
import { createPublicKey, type KeyObject } from "node:crypto";
import { calculateJwkThumbprint } from "jose";

export type PublicKey = { members: Record<string, string>; thumbprint: string };
type Refused = { refused: "invalid_key" | "unsupported_key" | "weak_key"; detail: string };

const unsupported: Refused = {
  refused: "unsupported_key",
  detail: "Use an Ed25519, P-256 or RSA key of 2048 to 8192 bits.",
};
const invalid: Refused = { refused: "invalid_key", detail: "This is not a public key." };
const weak: Refused = { refused: "weak_key", detail: "Anybody can sign for this key. Make a new one." };

/**
 * A public key as one spelling of it. Base64 has several of the same bytes (padding, unused last bits, two alphabets) and a
 * number may begin with zeros; what is kept and compared is the key written down anew (RFC 7638 over those members).
 */
export async function readPublicKey(jwk: Readonly<Record<string, unknown>>): Promise<PublicKey | Refused> {
  const { kty, crv, x, y, n, e } = jwk;
  if (!(kty === "OKP" && crv === "Ed25519") && !(kty === "EC" && crv === "P-256") && kty !== "RSA") return unsupported;
  const given = Object.fromEntries(Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined));
  const key = open(given);
  if (!key) return invalid;
  const members = listMembers(key);
  const refused =
    members["kty"] === "RSA" ? judgeRsa(members) : members["kty"] === "OKP" ? judgeEdwards(members) : null;
  return refused ?? { members, thumbprint: await calculateJwkThumbprint(members) };
}

function open(jwk: Record<string, unknown>): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk, format: "jwk" });
  } catch {
    return undefined;
  }
}

function listMembers(key: KeyObject): Record<string, string> {
  const exported: Record<string, unknown> = { ...key.export({ format: "jwk" }) };
  return Object.fromEntries(
    Object.entries(exported).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

const primesBelow752 = Array.from({ length: 750 }, (_, at) => at + 2).filter((one, _, all) =>
  all.every((other) => other * other > one || one % other !== 0),
);

/** SP 800-89 5.3.3, the parts that cost nothing: size, an odd exponent above 1, a modulus without small factors. */
function judgeRsa({ n = "", e = "" }: Record<string, string>): Refused | null {
  const modulus = readNumber(Buffer.from(n, "base64url"));
  const bits = modulus.toString(2).length;
  if (bits < 2048 || bits > 8192) return unsupported;
  const exponent = readNumber(Buffer.from(e, "base64url"));
  if (exponent < 3n || exponent % 2n === 0n || exponent >= 2n ** 256n) return weak;
  return primesBelow752.some((prime) => modulus % BigInt(prime) === 0n) ? weak : null;
}

const p = 2n ** 255n - 19n;

/**
 * The bytes of an Ed25519 key are the number y of a point. Refused are a y written otherwise than in its one way, one that
 * belongs to no point, and the points of small order, for which one signature fits every text: y is 0, 1 or -1, or its
 * double is 0, which on -x² + y² = 1 + dx²y² says dy⁴ + 2y² - 1 = 0; d is -121665/121666.
 */
function judgeEdwards({ x: encoded = "" }: Record<string, string>): Refused | null {
  const y = readNumber(Buffer.from(encoded, "base64url").toReversed()) & (2n ** 255n - 1n);
  if (y >= p) return weak;
  const square = (y * y) % p;
  if (y <= 1n || y === p - 1n) return weak;
  if ((121_666n * (2n * square - 1n) - 121_665n * square * square) % p === 0n) return weak;
  // x² = (y² - 1) / (dy² + 1): both times 121666 it is a square when their product is one.
  const product = (121_666n * (square - 1n) * (121_666n - 121_665n * square)) % p;
  return raise(((product % p) + p) % p, (p - 1n) / 2n) === 1n ? null : invalid;
}

function raise(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let power = base, rest = exponent; rest > 0n; rest >>= 1n, power = (power * power) % p)
    if (rest & 1n) result = (result * power) % p;
  return result;
}

function readNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString("hex") || "0"}`);
}
