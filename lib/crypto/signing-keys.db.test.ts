import { sign, verify } from "node:crypto";
import { calculateJwkThumbprint, compactVerify, createLocalJWKSet } from "jose";
import { beforeAll, expect, test } from "vitest";
import { checkEvent } from "@/lib/audit/rules";
import { isStartError } from "@/lib/core/start-error";
import { type KeyPurpose, keyPurposes } from "@/lib/crypto/key-purposes";
import { readPublicJwks, readPublishedKeys, signKeyHistory } from "@/lib/crypto/published-keys";
import { createSealer } from "@/lib/crypto/sealer";
import { ensureSigningKeys, loadSigningKey } from "@/lib/crypto/signing-keys";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { connectDatabase } from "@/lib/db/client";

const { db, owner, appUrl } = await openTestDatabase();
const sealer = createSealer("a base key of thirty-two characters");
const purposes = Object.keys(keyPurposes) as KeyPurpose[];

beforeAll(async () => {
  const nodes = [db, connectDatabase(appUrl, 2), connectDatabase(appUrl, 2)];
  await Promise.all([...nodes, ...nodes].map((node) => ensureSigningKeys(node, sealer)));
  await Promise.all(nodes.slice(1).map((node) => node.$disconnect()));
});

test("three nodes that start at once make one key for each purpose, each with its event", async () => {
  const { rows } = await owner.query("select kid, purpose, alg, public_jwk from signing_keys");
  expect(rows).toHaveLength(purposes.length);
  expect(new Set(rows.map((row) => row.purpose))).toEqual(new Set(purposes));
  for (const row of rows) {
    expect(row.kid).toBe(await calculateJwkThumbprint(row.public_jwk));
    expect(row.alg).toBe(row.purpose === "bundle" ? "ES256" : "EdDSA");
    expect(row.public_jwk).not.toHaveProperty("d");
  }
  const events = await db.auditEvent.findMany({ where: { type: "key.created" } });
  expect(events).toHaveLength(rows.length);
  expect(new Set(events.map((event) => event.subjectId))).toEqual(new Set(rows.map((row) => row.kid)));
});

test.each(purposes)("the key for %s signs what its published half verifies", async (purpose) => {
  const key = await loadSigningKey(db, sealer, purpose);
  const { keys } = await readPublicJwks(db);
  const published = keys.find((jwk) => jwk.ambit_for === purpose);
  expect(published).toEqual({
    ...key.publicJwk,
    kid: key.kid,
    use: "sig",
    alg: keyPurposes[purpose],
    ambit_for: purpose,
  });
  const data = Buffer.from("signed");
  const digest = purpose === "bundle" ? "sha256" : null;
  expect(verify(digest, data, { key: { ...key.publicJwk }, format: "jwk" }, sign(digest, data, key.privateKey))).toBe(
    true,
  );
});

test("the private half lies sealed, and each of the published documents is without it", async () => {
  const key = await loadSigningKey(db, sealer, "audit");
  const { d } = key.privateKey.export({ format: "jwk" });
  const { rows } = await owner.query("select encode(sealed_private, 'escape') as sealed, public_jwk from signing_keys");
  const documents = await readPublishedKeys(db, sealer, "https://ambit.example");
  expect(d).toHaveLength(43);
  expect(JSON.stringify([rows, documents])).not.toContain(d);
  expect(JSON.parse(documents.jwks)).toEqual(await readPublicJwks(db));
});

test("a sealed key moved to another row does not open", async () => {
  const webhook = await loadSigningKey(db, sealer, "webhook");
  const grant = await loadSigningKey(db, sealer, "grant");
  const kept = await db.signingKey.findUniqueOrThrow({ where: { kid: grant.kid } });
  const moved = await db.signingKey.findUniqueOrThrow({ where: { kid: webhook.kid } });
  await db.signingKey.update({ where: { kid: grant.kid }, data: { sealedPrivate: moved.sealedPrivate } });
  await expect(loadSigningKey(db, sealer, "grant")).rejects.toThrow(/AMBIT_SECRET/);
  await db.signingKey.update({ where: { kid: grant.kid }, data: { sealedPrivate: kept.sealedPrivate } });
  expect((await loadSigningKey(db, sealer, "grant")).kid).toBe(grant.kid);
});

test("another base key is noticed at start, in a sentence that names the setting, and makes nothing", async () => {
  const other = createSealer("another base key, also long enough");
  const failure = await ensureSigningKeys(db, other).catch((error: unknown) => error);
  expect(isStartError(failure)).toBe(true);
  expect(String(failure)).toMatch(/AMBIT_SECRET/);
  await expect(loadSigningKey(db, other, "audit")).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringMatching(/AMBIT_SECRET/) as unknown,
  });
  expect(await db.signingKey.count()).toBe(purposes.length);
});

test("the history of keys is signed by a policy key and names every key, also one that ended", async () => {
  const old = await loadSigningKey(db, sealer, "webhook");
  const ended = new Date(Date.now() - 1_000);
  await db.signingKey.update({ where: { kid: old.kid }, data: { notAfter: ended } });
  await ensureSigningKeys(db, sealer);
  const successor = await loadSigningKey(db, sealer, "webhook");
  expect(successor.kid).not.toBe(old.kid);

  const jwks = await readPublicJwks(db);
  expect(jwks.keys.map((key) => key.kid)).not.toContain(old.kid);
  const { payload, protectedHeader } = await compactVerify(
    await signKeyHistory(db, sealer, "https://ambit.example"),
    createLocalJWKSet(jwks),
  );
  const signer = await loadSigningKey(db, sealer, "policy");
  expect(protectedHeader).toEqual({ alg: "EdDSA", kid: signer.kid, typ: "ambit-keys+jwt" });
  const history = JSON.parse(new TextDecoder().decode(payload));
  expect(history.iss).toBe("https://ambit.example");
  expect(history.keys).toHaveLength(purposes.length + 1);
  const told = (kid: string) => history.keys.find((key: { kid: string }) => key.kid === kid);
  expect(told(old.kid)).toMatchObject({ ambit_for: "webhook", not_after: ended.toISOString() });
  expect(told(successor.kid)).toMatchObject({ ambit_for: "webhook", not_after: null });
});

test("an event can name any thumbprint: one in 32 begins with a dash or an underscore", () => {
  for (const subjectId of [
    "-NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9X",
    "_NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9X",
  ]) {
    expect(() => checkEvent({ subjectId, requestId: "r", data: undefined, personal: undefined })).not.toThrow();
  }
});
