import { createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { sha256 } from "@/lib/crypto/sha256";

/** C2SP signed notes (c2sp.org/signed-note) with Ed25519, signature type 1. */
const ed25519 = 1;

/** Who signs: `name` is the log's origin, the key its 32 bytes. */
export type NoteKey = { name: string; publicKey: Uint8Array };

const badName = /[\s+\p{Cc}]/u;
/** Controls other than the newline, and halves of surrogate pairs, which UTF-8 cannot hold. */
const badText = /[\0-\u0009\u000b-\u001f\p{Cs}]/u;
const signatureLine = /^\u2014 (\S+) ([A-Za-z0-9+/]+={0,2})$/u;

export function signNote(text: string, key: NoteKey, privateKey: KeyObject): string {
  if (!text.endsWith("\n") || badText.test(text))
    throw new Error("The text of a note ends with a newline and holds no other control character.");
  if (key.name === "" || badName.test(key.name))
    throw new Error("The name of a note's key holds no spaces and no plus.");
  if (privateKey.asymmetricKeyType !== "ed25519") throw new Error("Notes are signed with Ed25519.");
  const signature = sign(null, Buffer.from(text), privateKey);
  return `${text}\n\u2014 ${key.name} ${Buffer.concat([keyId(key), signature]).toString("base64")}\n`;
}

/** The note's text when this key signed it. Other keys' signatures are passed over, as the standard says. */
export function openNote(note: string, key: NoteKey): string | undefined {
  const parts = splitNote(note);
  if (!parts) return undefined;
  const id = keyId(key);
  const mine = parts.signatures.filter(({ name, bytes }) => name === key.name && id.equals(bytes.subarray(0, 4)));
  const publicKey = createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(key.publicKey).toString("base64url") },
    format: "jwk",
  });
  const genuine = mine.every(({ bytes }) => verify(null, Buffer.from(parts.text), publicKey, bytes.subarray(4)));
  return mine.length > 0 && genuine ? parts.text : undefined;
}

/** The key among these whose signature the note carries. */
export function findSigner(note: string, keys: readonly NoteKey[]): NoteKey | undefined {
  return keys.find((key) => openNote(note, key) !== undefined);
}

type Signature = { name: string; bytes: Buffer };

function splitNote(note: string): { text: string; signatures: Signature[] } | undefined {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n") || badText.test(note)) return undefined;
  const signatures: Signature[] = [];
  for (const line of note.slice(end + 2, -1).split("\n")) {
    const [, name, encoded] = signatureLine.exec(line) ?? [];
    if (name === undefined || encoded === undefined) return undefined;
    const bytes = Buffer.from(encoded, "base64");
    if (bytes.length < 5 || bytes.toString("base64") !== encoded) return undefined;
    signatures.push({ name, bytes });
  }
  return { text: note.slice(0, end + 1), signatures };
}

function keyId({ name, publicKey }: NoteKey): Buffer {
  return Buffer.from(
    sha256(Buffer.concat([Buffer.from(`${name}\n`), Uint8Array.of(ed25519), publicKey])).subarray(0, 4),
  );
}

/** The key as text, to be kept by whoever verifies: `name+id+key`. */
export function writeVerifierKey(key: NoteKey): string {
  return `${key.name}+${keyId(key).toString("hex")}+${Buffer.concat([Uint8Array.of(ed25519), key.publicKey]).toString("base64")}`;
}
