import { beforeAll, expect, test } from "vitest";
import { findCheckpoint, findVerifierKey, readOrigin, signCheckpoint } from "@/lib/audit/checkpoint";
import { writeLeaf } from "@/lib/audit/merkle/hashing";
import { naiveRoot } from "@/lib/audit/merkle/testing/naive-tree";
import { verifyConsistency, verifyInclusion } from "@/lib/audit/merkle/verify";
import { makeConsistencyBundle, makeInclusionBundle } from "@/lib/audit/proofs";
import { sequenceBatch, sequenceOnce } from "@/lib/audit/sequencer";
import { recordEvents } from "@/lib/audit/testing/events";
import { expectWholeLog } from "@/lib/audit/testing/log-checks";
import { createSealer } from "@/lib/crypto/sealer";
import { sha256 } from "@/lib/crypto/sha256";
import { openNote } from "@/lib/crypto/signed-note";
import { ensureSigningKeys, loadSigningKey } from "@/lib/crypto/signing-keys";
import { openTestDatabase } from "@/lib/db/testing/test-database";

const { db, owner } = await openTestDatabase();
const sealer = createSealer("a base key of thirty-two characters");
const signer = { origin: readOrigin("https://ambit.example"), sealer };
const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, "base64"));
const readNote = (note: string) => {
  const [origin = "", size = "", root = ""] = note.split("\n");
  return { origin, size: Number(size), root: bytes(root) };
};

beforeAll(async () => {
  await ensureSigningKeys(db, sealer);
  await sequenceOnce(db, signer);
  for (const count of [1, 4, 5, 16, 1, 30]) {
    await recordEvents(db, count);
    await sequenceOnce(db, signer);
  }
});

test("each checkpoint is signed by the audit key over the root of exactly its leaves", async () => {
  const { leaves } = await expectWholeLog(owner);
  const { publicJwk } = await loadSigningKey(db, sealer, "audit");
  const key = { name: "ambit.example", publicKey: Buffer.from(publicJwk.x, "base64url") };
  const checkpoints = await db.auditCheckpoint.findMany({ orderBy: { treeSize: "asc" } });
  expect(checkpoints.map(({ treeSize }) => Number(treeSize))).toEqual([6, 7, 11, 16, 32, 33, 63]);
  for (const { note, treeSize, root } of checkpoints) {
    const expected = naiveRoot(leaves.slice(0, Number(treeSize)));
    expect(root).toEqual(expected);
    expect(openNote(note, key)).toBe(`ambit.example\n${treeSize}\n${Buffer.from(expected).toString("base64")}\n`);
  }
});

test("every event has an inclusion proof under the newest checkpoint", async () => {
  const { eventIds } = await expectWholeLog(owner);
  for (const [index, eventId] of eventIds.entries()) {
    const bundle = await makeInclusionBundle(db, eventId);
    expect(bundle).toMatchObject({ format: "ambit.audit-inclusion/1", leaf_index: index, tree_size: 63 });
    const { size, root } = readNote(bundle.checkpoint);
    const leafHash = sha256(writeLeaf(new TextEncoder().encode(bundle.canonical)));
    expect(bundle.leaf_hash).toBe(Buffer.from(leafHash).toString("base64"));
    expect(JSON.parse(bundle.canonical).id).toBe(eventId);
    expect(await verifyInclusion({ index, size, leafHash, root, proof: bundle.proof.map(bytes) }, sha256)).toBe(true);
  }
});

test("every checkpoint is consistent with every older one", async () => {
  const sizes = [6, 7, 11, 16, 32, 33, 63];
  for (const newer of sizes) {
    for (const older of sizes.filter((size) => size <= newer)) {
      const bundle = await makeConsistencyBundle(db, older, newer);
      const [from, to] = [readNote(bundle.older.checkpoint), readNote(bundle.newer.checkpoint)];
      expect([from.size, to.size]).toEqual([older, newer]);
      const claim = { oldSize: older, size: newer, oldRoot: from.root, root: to.root, proof: bundle.proof.map(bytes) };
      expect(await verifyConsistency(claim, sha256)).toBe(true);
    }
  }
  await expect(makeConsistencyBundle(db, 5, 63)).rejects.toMatchObject({ code: "not_found" });
  await expect(makeConsistencyBundle(db, 5, 2)).rejects.toMatchObject({
    code: "invalid_input",
    faults: [{ pointer: "/from", code: "too_big" }],
  });
  await expect(makeConsistencyBundle(db, 63, 6)).rejects.toMatchObject({ code: "invalid_input" });
});

test("an event that no checkpoint covers yet has no proof yet; one that is not there never", async () => {
  const [waiting = ""] = await recordEvents(db, 1);
  const soon = { code: "unavailable", retryAfterSeconds: 1 };
  await expect(makeInclusionBundle(db, waiting)).rejects.toMatchObject(soon);
  await sequenceBatch(db);
  await expect(makeInclusionBundle(db, waiting)).rejects.toMatchObject(soon);
  await sequenceOnce(db, signer);
  expect((await makeInclusionBundle(db, waiting)).leaf_index).toBe(63);
  await expect(makeInclusionBundle(db, "evt_00000000000000000000000000")).rejects.toMatchObject({ code: "not_found" });
});

test("a checkpoint is signed when the log has grown, and not again right after another one", async () => {
  expect(await signCheckpoint(db, signer, 0)).toBe("current");
  await recordEvents(db, 1);
  await sequenceBatch(db);
  expect(await signCheckpoint(db, signer, 60_000)).toBe("later");
  expect(await signCheckpoint(db, signer, 0)).toBe("signed");
  expect(await signCheckpoint(db, signer, 0)).toBe("current");
});

test("an old checkpoint keeps its key when the origin and the key have changed", async () => {
  const old = await findCheckpoint(db);
  const oldKey = old && (await findVerifierKey(db, old));
  await owner.query("update signing_keys set not_after = now() - interval '1 second' where purpose = 'audit'");
  await ensureSigningKeys(db, sealer);
  await sequenceOnce(db, { origin: "moved.example", sealer });
  const moved = await findCheckpoint(db);
  const bundle = await makeConsistencyBundle(db, old?.treeSize ?? 0, moved?.treeSize ?? 0);
  expect(bundle.older.key).toBe(oldKey);
  expect(bundle.older.key).toMatch(/^ambit\.example\+/);
  expect(bundle.newer.key).toMatch(/^moved\.example\+/);
});

test("a log that was rewritten behind the triggers is not signed again", async () => {
  await owner.query("alter table audit_nodes disable trigger append_only");
  await owner.query("update audit_nodes set hash = sha256(hash) where level = 6 and idx = 0");
  await recordEvents(db, 1);
  await expect(sequenceOnce(db, signer)).rejects.toThrow(/no longer holds what was signed/);
  await owner.query("delete from audit_nodes where level = 6 and idx = 0");
  await expect(sequenceOnce(db, signer)).rejects.toThrow(/lacks its node 6\/0/);
});
