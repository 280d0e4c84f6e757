import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { writeLeaf } from "@/lib/audit/merkle/hashing";
import type { InclusionProof } from "@/lib/audit/schema";
import { sha256 } from "@/lib/crypto/sha256";
import { type NoteKey, signNote, writeVerifierKey } from "@/lib/crypto/signed-note";
import { readPublishedKeys, type Step, verifyProof } from "@/lib/audit/verify-proof";

const pair = generateKeyPairSync("ed25519");
const { x = "" } = pair.publicKey.export({ format: "jwk" });
const key: NoteKey = { name: "ambit.example", publicKey: Buffer.from(x, "base64url") };
const published = readPublishedKeys({
  keys: [
    { x, ambit_for: "audit" },
    { x: "AAAA", ambit_for: "policy" },
  ],
});
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** A log of two leaves; the event is the second. */
function makeBundle(): InclusionProof {
  const canonical = '{"id":"evt_2","type":"team.created"}';
  const [first, second] = [sha256(Uint8Array.of(0, 1)), sha256(writeLeaf(Buffer.from(canonical)))];
  const root = sha256(Buffer.concat([Uint8Array.of(1), first, second]));
  return {
    format: "ambit.audit-inclusion/1",
    canonical,
    leaf_hash: base64(second),
    leaf_index: 1,
    tree_size: 2,
    proof: [base64(first)],
    checkpoint: signNote(`ambit.example\n2\n${base64(root)}\n`, key, pair.privateKey),
    key: writeVerifierKey(key),
  };
}

const wrong = (steps: readonly Step[]): number[] =>
  steps.flatMap((step, index) => (step.state === "right" ? [] : [index]));

test("a genuine proof passes every step", async () => {
  expect(published).toHaveLength(1);
  expect(wrong(await verifyProof(makeBundle(), "evt_2", published))).toEqual([]);
});

const flip = (text: string, at: number): string =>
  text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);

test.each<[string, (bundle: InclusionProof) => InclusionProof, number[]]>([
  ["another event", (bundle) => bundle, [0]],
  ["a changed text", (b) => ({ ...b, canonical: b.canonical.replace("created", "deleted") }), [1, 2]],
  [
    "a changed text with its hash",
    (b) => {
      const canonical = b.canonical.replace("created", "deleted");
      return { ...b, canonical, leaf_hash: base64(sha256(writeLeaf(Buffer.from(canonical)))) };
    },
    [2],
  ],
  ["another place", (b) => ({ ...b, leaf_index: 0 }), [2]],
  ["another size", (b) => ({ ...b, tree_size: 3 }), [2]],
  ["a changed path", (b) => ({ ...b, proof: [flip(b.proof[0] ?? "", 5)] }), [2]],
  ["a path that is no base64", (b) => ({ ...b, proof: ["%"] }), [2]],
  ["a changed root", (b) => ({ ...b, checkpoint: flip(b.checkpoint, 20) }), [2, 3]],
  ["a changed signature", (b) => ({ ...b, checkpoint: flip(b.checkpoint, b.checkpoint.length - 12) }), [3]],
  [
    "a key that signed nothing",
    (b) => {
      const other: NoteKey = { ...key, publicKey: sha256(Uint8Array.of(1)) };
      return { ...b, key: writeVerifierKey(other) };
    },
    [3, 4],
  ],
  ["a key whose id is not its own", (b) => ({ ...b, key: b.key.replace(/\+[0-9a-f]{8}\+/, "+00000000+") }), [3, 4]],
])("what fails is named: %s", async (name, change, expected) => {
  const steps = await verifyProof(change(makeBundle()), name === "another event" ? "evt_1" : "evt_2", published);
  expect(wrong(steps)).toEqual(expected);
});

test("a genuine proof by a key the console does not publish is not taken", async () => {
  expect(wrong(await verifyProof(makeBundle(), "evt_2", []))).toEqual([4]);
  expect(readPublishedKeys({ keys: "none" })).toEqual([]);
});
