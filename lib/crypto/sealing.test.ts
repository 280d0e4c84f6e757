import fc from "fast-check";
import { expect, test } from "vitest";
import { isAppError } from "@/lib/core/errors";
import { isSameSecret } from "@/lib/crypto/compare";
import { deriveKey } from "@/lib/crypto/derive-key";
import { openWithPassphrase, sealWithPassphrase } from "@/lib/crypto/passphrase";
import { createSealer } from "@/lib/crypto/sealer";

const content = new TextEncoder().encode("a private key");
const place = { purpose: "signing-key/audit", id: "kid" };
const sealer = createSealer("a base key of thirty-two characters");

test("opens what it sealed, and seals the same content differently every time", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), fc.string(), (bytes, purpose, id) => {
      const sealed = sealer.seal({ purpose, id }, bytes);
      expect(sealer.open({ purpose, id }, sealed)).toEqual(new Uint8Array(bytes));
      expect(sealer.seal({ purpose, id }, bytes)).not.toEqual(sealed);
    }),
  );
  expect(Buffer.from(sealer.seal(place, content)).includes("private")).toBe(false);
});

test("does not open in another place, under another base key, or with any byte changed", () => {
  const sealed = sealer.seal(place, content);
  const refuse = (open: () => unknown) => expect(open).toThrow(/AMBIT_SECRET/);
  refuse(() => sealer.open({ ...place, id: "other" }, sealed));
  refuse(() => sealer.open({ ...place, purpose: "signing-key/token" }, sealed));
  refuse(() => sealer.open({ purpose: "signing-key", id: "audit/kid" }, sealed));
  refuse(() => createSealer("another base key of thirty-two chars").open(place, sealed));
  for (let i = 0; i < sealed.length; i++) refuse(() => sealer.open(place, sealed.with(i, (sealed[i] ?? 0) ^ 1)));
  for (let length = 0; length < sealed.length; length++) refuse(() => sealer.open(place, sealed.subarray(0, length)));
});

test("the refusal is an AppError without the secret in it", () => {
  try {
    createSealer("another base key of thirty-two chars").open(place, sealer.seal(place, content));
    expect.unreachable();
  } catch (error) {
    expect(isAppError(error) && error.code).toBe("unavailable");
    expect(String(error)).not.toContain("thirty-two");
  }
});

test("without a base key nothing can be sealed", () => {
  expect(() => createSealer("")).toThrow(/AMBIT_SECRET/);
});

test("each use has a key of its own", () => {
  expect(deriveKey("secret", "a")).toHaveLength(32);
  expect(deriveKey("secret", "a")).toEqual(deriveKey("secret", "a"));
  expect(deriveKey("secret", "a")).not.toEqual(deriveKey("secret", "b"));
  expect(deriveKey("secret", "a")).not.toEqual(deriveKey("Secret", "a"));
});

test("a passphrase opens what it sealed, and nothing else does", { timeout: 30_000 }, async () => {
  const sealed = await sealWithPassphrase(content, "Crème brûlée, twice");
  expect(new TextDecoder().decode(sealed.subarray(0, 15))).toBe("ambit-sealed/1\n");
  expect(await openWithPassphrase(sealed, "Crème brûlée, twice")).toEqual(content);
  expect(await openWithPassphrase(sealed, "Crème brûlée, twice".normalize("NFD"))).toEqual(content);
  expect(await openWithPassphrase(sealed, "creme brulee, twice")).toBeUndefined();
  for (const at of [0, 13, 15, 31, 43, sealed.length - 1]) {
    expect(
      await openWithPassphrase(sealed.with(at, (sealed[at] ?? 0) ^ 1), "Crème brûlée, twice"),
      `byte ${at}`,
    ).toBeUndefined();
  }
  expect(await openWithPassphrase(sealed.subarray(0, 40), "Crème brûlée, twice")).toBeUndefined();
  expect(await openWithPassphrase(new Uint8Array(), "Crème brûlée, twice")).toBeUndefined();
});

test("secrets are compared whole", () => {
  expect(isSameSecret("a", "a")).toBe(true);
  for (const [a, b] of [
    ["a", "b"],
    ["a", "aa"],
    ["", "a"],
    ["a", "A"],
  ] as const)
    expect(isSameSecret(a, b)).toBe(false);
});
