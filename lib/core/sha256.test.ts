import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hashHex, hashText } from "@/lib/core/sha256";

const right = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

test.each([0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128, 100_000])("hashes %i bytes", (length) => {
  const bytes = Uint8Array.from({ length }, (_, at) => (at * 7) % 256);
  expect(hashHex(bytes)).toBe(right(bytes));
});

test("agrees with Node about everything", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(hashHex(bytes)).toBe(right(bytes));
    }),
  );
});

test("text is hashed as UTF-8", () => {
  expect(hashText("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
