import { createHash } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { createExport, openExportFile, readExport } from "@/lib/audit/export";
import { record } from "@/lib/audit/record";
import type { NewAuditExport } from "@/lib/audit/schema";
import { newId } from "@/lib/core/ids";
import type { Role, Viewer } from "@/lib/core/viewer";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { inTransaction } from "@/lib/db/transaction";
import { readCsv } from "@/lib/http/csv";

const { db, owner } = await openTestDatabase();
const auditor = newId("person");

function makeCtx(roles: readonly Role[] = ["auditor"], id = auditor): Ctx {
  const viewer: Viewer = {
    kind: "person",
    id,
    roles,
    leads: [],
    signIn: { id: newId("signIn"), method: "link", authenticatedAt: new Date() },
  };
  return { viewer, requestId: newId("request"), now: new Date(), db };
}

/** What the sequencer does, without the tree. */
async function sequence(): Promise<void> {
  await owner.query(`insert into audit_log (seq, event_id, leaf_hash)
    select (select count(*) from audit_log) + row_number() over (order by id) - 1, id, leaf_hash
    from audit_events where id not in (select event_id from audit_log)`);
}

async function fetchFile(ctx: Ctx, input: NewAuditExport): Promise<{ id: string; bytes: Buffer; name: string }> {
  const { id } = await createExport(ctx, input);
  const file = await openExportFile(ctx, id);
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.content) chunks.push(chunk);
  return { id, bytes: Buffer.concat(chunks), name: file.name };
}

beforeAll(async () => {
  const at = new Date();
  await db.person.create({
    data: { id: auditor, name: '=HYPERLINK("x")', state: "active", createdAt: at, updatedAt: at },
  });
  for (let i = 0; i < 4; i++) {
    const ctx = { ...makeCtx(), now: new Date(at.getTime() + i) };
    const event =
      i < 3
        ? { type: "team.created" as const, subjectId: newId("team"), data: { count: i } }
        : { type: "sample.created" as const, subjectId: null };
    await inTransaction(ctx, (tx) => record(tx, ctx, event));
  }
  await sequence();
});

test("JSON lines hold each leaf as it is hashed, in the order of the log, and only what was asked for", async () => {
  const { bytes, name } = await fetchFile(makeCtx(), { format: "jsonl", filters: { type: ["team.created"] } });
  const lines = bytes
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, string>);
  expect(name).toMatch(/^ambit-audit-evt_.*\.jsonl$/);
  expect(lines.map((line) => line["seq"])).toEqual([0, 1, 2]);
  for (const line of lines) {
    expect(createHash("sha256").update("\0").update(String(line["canonical"])).digest("base64")).toBe(
      line["leaf_hash"],
    );
  }
});

test("CSV is safe to open in a spreadsheet and says the same as the log", async () => {
  const { bytes } = await fetchFile(makeCtx(), { format: "csv", filters: { type: ["team.created"] } });
  expect(bytes.toString("utf8")).toContain(`"'=HYPERLINK(""x"")"`);
  const [header = [], ...rows] = readCsv(bytes.toString("utf8"));
  const cell = (row: readonly string[], column: string) => row[header.indexOf(column)];
  expect(rows.map((row) => cell(row, "seq"))).toEqual(["0", "1", "2"]);
  expect(rows.map((row) => cell(row, "data"))).toEqual(['{"count":0}', '{"count":1}', '{"count":2}']);
  expect(cell(rows[0] ?? [], "actor_id")).toBe(auditor);
});

test("an export is an event before a row leaves, and its digest is one afterwards", async () => {
  const ctx = makeCtx();
  const { id, bytes } = await fetchFile(ctx, { format: "jsonl", filters: { class: ["management"], q: "Kofi" } });
  const asked = await db.auditEvent.findUniqueOrThrow({ where: { id } });
  expect(asked).toMatchObject({ type: "audit.exported", class: "data_access", actorId: auditor });
  expect(asked.data).toMatchObject({ format: "jsonl", filters: { class: ["management"] } });
  expect(asked.canonical).not.toContain("Kofi");
  const told = await readExport(ctx, id);
  expect(told.filters).toEqual({ class: ["management"], q: "Kofi" });
  expect(told.delivered).toMatchObject({
    bytes: bytes.length,
    events: 0,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  });
});

test("a file given up half-way is not called delivered", async () => {
  const ctx = makeCtx();
  const { id } = await createExport(ctx, { format: "csv" });
  const file = await openExportFile(ctx, id);
  for await (const chunk of file.content) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
  expect((await readExport(ctx, id)).delivered).toBeNull();
});

test("the log goes on while an export is fetched: what came later is not in it", async () => {
  const ctx = makeCtx();
  const { id, tree_size: treeSize } = await createExport(ctx, { format: "jsonl" });
  await sequence();
  let text = "";
  for await (const chunk of (await openExportFile(ctx, id)).content) text += Buffer.from(chunk).toString("utf8");
  expect(text.trimEnd().split("\n")).toHaveLength(treeSize);
});

test("only who may export can, only their own, and only for a while", async () => {
  await expect(createExport(makeCtx(["admin"]), { format: "csv" })).rejects.toMatchObject({ code: "forbidden" });
  const ctx = makeCtx();
  const { id } = await createExport(ctx, { format: "csv" });
  await expect(openExportFile(makeCtx(["auditor"], newId("person")), id)).rejects.toMatchObject({ code: "not_found" });
  await expect(openExportFile(makeCtx(["member"]), id)).rejects.toMatchObject({ code: "forbidden" });
  const later = { ...ctx, now: new Date(Date.now() + 16 * 60_000) };
  await expect(openExportFile(later, id)).rejects.toMatchObject({ code: "gone" });
  await expect(openExportFile(ctx, newId("event"))).rejects.toMatchObject({ code: "not_found" });
});
