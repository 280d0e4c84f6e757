import { beforeAll, expect, test } from "vitest";
import { createExport, openExportFile } from "@/lib/audit/export";
import { recordEvents } from "@/lib/audit/testing/events";
import { sequenceOnce } from "@/lib/audit/sequencer";
import { ListEventsQuery } from "@/lib/audit/schema";
import { listEvents, readCheckpoint, readConsistency, readEvent, readProof } from "@/lib/audit/service";
import type { Ctx } from "@/lib/access/context";
import { newId } from "@/lib/core/ids";
import type { Viewer } from "@/lib/core/viewer";
import { createSealer } from "@/lib/crypto/sealer";
import { ensureSigningKeys } from "@/lib/crypto/signing-keys";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { inTransaction } from "@/lib/db/transaction";
import { addPerson, erasePerson, updatePerson } from "@/lib/people/service";
import { verifyFile } from "@/docs/verify-audit.mjs";

const { db, owner } = await openTestDatabase();
process.env["AMBIT_SECRET"] ??= "a".repeat(64);
const sealer = createSealer("a base key of thirty-two characters");
const signer = { origin: "ambit.example", sealer };
const name = "Kofi Mensah";
const noTrust = { keys: [], older: undefined };

function makeCtx(viewer: Viewer = { kind: "system", id: "terminal" }): Ctx {
  return { viewer, requestId: newId("request"), now: new Date(), db };
}

let kofi = "";

beforeAll(async () => {
  await ensureSigningKeys(db, sealer);
  kofi = await inTransaction({ db }, (tx) =>
    addPerson(tx, makeCtx(), { name, email: "kofi@example.com", roles: ["member"] }),
  );
  await updatePerson(makeCtx(), kofi, { name: `${name} Junior` }, 0);
  await recordEvents(db, 20);
  await sequenceOnce(db, signer);
});

test("erasing a person takes their values and their name from the log, and every proof still verifies", async () => {
  const ctx = makeCtx();
  const before = await readCheckpoint(ctx);
  expect(await db.auditPrivate.count({ where: { personId: kofi } })).toBeGreaterThan(0);

  await erasePerson(ctx, kofi);
  await sequenceOnce(db, signer);
  expect(await db.auditPrivate.count({ where: { personId: kofi } })).toBe(0);
  const { rows } = await owner.query(
    "select e::text || coalesce((select p::text from audit_private p where p.event_id = e.id), '') as all from audit_events e",
  );
  expect(rows.filter((row: { all: string }) => /kofi|Mensah/i.test(row.all))).toEqual([]);

  const { data } = await listEvents(ctx, ListEventsQuery.parse({ limit: 200 }));
  expect(data.length).toBe((await readCheckpoint(ctx)).tree_size);
  for (const event of data) {
    const lines = verifyFile(JSON.stringify(await readProof(ctx, event.id, undefined)), noTrust);
    expect(lines[0]).toContain(`OK: the event ${event.id}`);
  }
  const changed = data.find(({ type, subject }) => type === "person.updated" && subject.id === kofi);
  expect(changed).toMatchObject({
    subject: { name: "an erased person" },
    words: "changed the details of an erased person",
  });
  expect(await readEvent(ctx, changed?.id ?? "")).toMatchObject({ personal: { state: "erased", values: null } });

  const after = await readCheckpoint(ctx);
  const consistency = await readConsistency(ctx, { from: before.tree_size, to: after.tree_size });
  expect(verifyFile(JSON.stringify(consistency), { keys: [after.verifier_key], older: before.note })[0]).toContain(
    "OK",
  );
});

test("an export of everything is held to the checkpoint by the script, and one changed character is found", async () => {
  const viewer: Viewer = {
    kind: "person",
    id: newId("person"),
    roles: ["auditor"],
    leads: [],
    signIn: { id: newId("signIn"), method: "link", authenticatedAt: new Date() },
  };
  const ctx = makeCtx(viewer);
  const { id } = await createExport(ctx, { format: "jsonl" });
  let text = "";
  for await (const chunk of (await openExportFile(ctx, id)).content) text += Buffer.from(chunk).toString("utf8");
  const checkpoint = await readCheckpoint(ctx);
  const trust = { keys: [checkpoint.verifier_key], older: checkpoint.note };
  expect(verifyFile(text, trust).join(" ")).toContain(`The first ${checkpoint.tree_size} are exactly those`);
  expect(() => verifyFile(text.replace("person.erased", "person.updated"), trust)).toThrow(/leaf hash/);
  const [, ...rest] = text.split("\n");
  expect(() => verifyFile(rest.join("\n"), trust)).toThrow(/selection/);
});
