import { generateKeyPairSync, type KeyObject } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { findSigner, type NoteKey, openNote, signNote, writeVerifierKey } from "@/lib/crypto/signed-note";

/** The example of c2sp.org/signed-note. */
const example = {
  verifierKey: "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
  note:
    "This is an example message.\n\n" +
    "\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n",
};
const exampleKey: NoteKey = {
  name: "example.com/foo",
  publicKey: Buffer.from("AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "base64").subarray(1),
};

function makeKey(name: string): { key: NoteKey; privateKey: KeyObject } {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    key: { name, publicKey: Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url") },
    privateKey,
  };
}

const mine = makeKey("ambit.example");
const text = "ambit.example\n42\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
const note = signNote(text, mine.key, mine.privateKey);

test("the standard's own example verifies, and its key is written the same way", () => {
  expect(openNote(example.note, exampleKey)).toBe("This is an example message.\n");
  expect(writeVerifierKey(exampleKey)).toBe(example.verifierKey);
});

test("a note is opened by its signer's key, and by no other key or name", () => {
  expect(openNote(note, mine.key)).toBe(text);
  expect(openNote(note, makeKey("ambit.example").key)).toBeUndefined();
  expect(openNote(note, { ...mine.key, name: "ambit.example.org" })).toBeUndefined();
  expect(findSigner(note, [exampleKey, makeKey("ambit.example").key, mine.key])).toBe(mine.key);
  expect(findSigner(note, [exampleKey])).toBeUndefined();
});

test("signatures of others beside ours are passed over; a second one in our name must be right too", () => {
  const other = example.note.slice(example.note.indexOf("\u2014"));
  expect(openNote(note + other, mine.key)).toBe(text);
  const forged = signNote("other\n", mine.key, mine.privateKey);
  expect(openNote(note + forged.slice(forged.indexOf("\u2014")), mine.key)).toBeUndefined();
});

test("the last blank line ends the text", () => {
  const long = "first\n\nsecond\n";
  expect(openNote(signNote(long, mine.key, mine.privateKey), mine.key)).toBe(long);
});

test("any changed byte is noticed", { timeout: 30_000 }, () => {
  const bytes = Buffer.from(note);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = new Uint8Array(bytes).with(at, (bytes[at] ?? 0) ^ change);
      expect(openNote(new TextDecoder().decode(changed), mine.key)).toBeUndefined();
    }),
    { numRuns: 2_000 },
  );
  for (let length = 0; length < note.length; length++)
    expect(openNote(note.slice(0, length), mine.key)).toBeUndefined();
});

test("what a note cannot hold is not signed", () => {
  const sign = (name: string, content: string) => () => signNote(content, { ...mine.key, name }, mine.privateKey);
  expect(sign("a", "no newline")).toThrow();
  expect(sign("a", "tab\there\n")).toThrow();
  for (const name of ["", "a b", "a+b", "a\u00a0b", "a\nb"]) expect(sign(name, "text\n")).toThrow();
});

test("a note signed by another key in our name, or by a key of another kind, does not pass", () => {
  expect(openNote(signNote(text, mine.key, generateKeyPairSync("ed25519").privateKey), mine.key)).toBeUndefined();
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  expect(() => signNote(text, mine.key, privateKey)).toThrow(/Ed25519/);
});
