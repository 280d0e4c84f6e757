import { generateKeyPairSync, type JsonWebKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type PublicKey, readPublicKey } from "@/lib/crypto/public-key";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" });
const edwards = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
const curve = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
const bytesOf = (text: string | undefined): Buffer => Buffer.from(text ?? "", "base64url");
const write = (bytes: Buffer): string => bytes.toString("base64url");

async function read(jwk: JsonWebKey): Promise<PublicKey> {
  const key = await readPublicKey(jwk);
  if ("refused" in key) throw new Error(key.refused);
  return key;
}

/** The last sign of 32 bytes holds two bits that nobody reads. */
function flipUnused(text: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return text.slice(0, -1) + (alphabet[alphabet.indexOf(text.at(-1) ?? "") ^ 1] ?? "");
}

describe("a public key", () => {
  it.each<[string, JsonWebKey, JsonWebKey]>([
    ["with padding", edwards, { ...edwards, x: `${edwards.x}=` }],
    ["with other unused bits", edwards, { ...edwards, x: flipUnused(edwards.x ?? "") }],
    ["in the other alphabet", edwards, { ...edwards, x: bytesOf(edwards.x).toString("base64") }],
    ["with other members", edwards, { ...edwards, kid: "a", use: "sig" }],
    ["with a zero before its modulus", rsa, { ...rsa, n: write(Buffer.concat([Buffer.of(0), bytesOf(rsa.n)])) }],
    ["with zeros before its exponent", rsa, { ...rsa, e: "AAABAAE" }],
    ["with a modulus in the other alphabet", rsa, { ...rsa, n: bytesOf(rsa.n).toString("base64") }],
    ["of a curve, with padding", curve, { ...curve, x: `${curve.x}=`, y: `${curve.y}=` }],
  ])("is the same %s", async (_, plain, other) => {
    expect(other).not.toEqual(plain);
    expect(await read(other)).toEqual(await read(plain));
    expect((await read(plain)).members).toEqual(plain);
  });

  it("takes a hundred keys that were just made", async () => {
    const made = Array.from({ length: 100 }, () => generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" }));
    expect((await Promise.all(made.map(readPublicKey))).filter((key) => "refused" in key)).toEqual([]);
  });

  const ones = (bits: number): string => write(Buffer.alloc(bits / 8, 0xff));
  const point = (hex: string): JsonWebKey => ({ ...edwards, x: write(Buffer.from(hex, "hex")) });
  const last = (bytes: string, sign: string): string => bytes.slice(0, -2) + sign;
  it.each<[string, JsonWebKey, string]>([
    ["an exponent of 1", { ...rsa, e: "AQ" }, "weak_key"],
    ["an even exponent", { ...rsa, e: "AQAA" }, "weak_key"],
    ["a modulus of ones", { ...rsa, n: ones(2048) }, "weak_key"],
    [
      "an even modulus",
      { ...rsa, n: write(Buffer.concat([bytesOf(rsa.n).subarray(0, -1), Buffer.of(2)])) },
      "weak_key",
    ],
    ["a small modulus", { ...rsa, n: ones(1024) }, "unsupported_key"],
    [
      "a modulus that is only long",
      { ...rsa, n: write(Buffer.concat([Buffer.alloc(256), Buffer.of(9)])) },
      "unsupported_key",
    ],
    ["a huge modulus", { ...rsa, n: ones(16_384) }, "unsupported_key"],
    ["zeros", point("00".repeat(32)), "weak_key"],
    ["zeros with a sign", point(`${"00".repeat(31)}80`), "weak_key"],
    ["the neutral point", point(`01${"00".repeat(31)}`), "weak_key"],
    ["the point of order 2", point(`ec${"ff".repeat(30)}7f`), "weak_key"],
    ["p, which is 0", point(`ed${"ff".repeat(30)}7f`), "weak_key"],
    ["a point of order 8", point("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "weak_key"],
    ["the other of order 8", point("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"), "weak_key"],
    [
      "one of order 8 with a sign",
      point(last("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "85")),
      "weak_key",
    ],
    ["no point of the curve", point(`02${"00".repeat(31)}`), "invalid_key"],
    ["too few bytes", { ...edwards, x: "AAAA" }, "invalid_key"],
    ["another curve", { ...curve, crv: "P-384" }, "unsupported_key"],
    ["no point of its curve", { ...curve, y: curve.x ?? "" }, "invalid_key"],
    ["a secret", { kty: "oct", k: "c2VjcmV0" }, "unsupported_key"],
  ])("is refused with %s", async (_, jwk, refused) => {
    expect(await readPublicKey(jwk)).toMatchObject({ refused });
  });
});
