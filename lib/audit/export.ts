import "server-only";
import { createHash } from "node:crypto";
import { authorize, requirePerson } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { listNamedIds, presentEvent } from "@/lib/audit/present";
import { record } from "@/lib/audit/record";
import * as repository from "@/lib/audit/repository";
import type { EventFilter, EventRow } from "@/lib/audit/repository";
import type { AuditEvent, AuditExport, AuditFilters, ExportFormat, NewAuditExport } from "@/lib/audit/schema";
import { resolveFilter } from "@/lib/audit/service";
import { readLogSize } from "@/lib/audit/tree-store";
import { AppError } from "@/lib/core/errors";
import type { JsonObject } from "@/lib/core/json";
import { inTransaction } from "@/lib/db/transaction";
import { writeCsv } from "@/lib/http/csv";
import type { Download } from "@/lib/http/reply";

/** How long the file can be fetched; afterwards a new export, and with it a new event, is needed. */
const fileMinutes = 15;
const batch = 1_000;

/** Fixes what will be handed over and says so in the log, before a single row leaves. */
export async function createExport(ctx: Ctx, input: NewAuditExport): Promise<AuditExport> {
  await authorize(ctx, "audit.export");
  const viewer = requirePerson(ctx);
  const { q, ...filters } = input.filters ?? {};
  const treeSize = await readLogSize(ctx.db);
  const id = await inTransaction(ctx, (tx) =>
    record(tx, ctx, {
      type: "audit.exported",
      subjectId: null,
      data: { format: input.format, tree_size: treeSize, filters: dropAbsent(filters) },
      // A search text can be a person's name.
      ...(q === undefined ? {} : { personal: { personId: viewer.id, data: { q } } }),
    }),
  );
  return readExport(ctx, id);
}

/** What was asked for and, once it was handed over whole, how many events and which bytes that was. */
export async function readExport(ctx: Ctx, exportId: string): Promise<AuditExport> {
  await authorize(ctx, "audit.read");
  const row = await repository.findEvent(ctx.db, exportId);
  if (row === undefined || row.type !== "audit.exported") throw new AppError("not_found", "There is no such export.");
  const personal = await repository.findPersonal(ctx.db, exportId);
  const names = await repository.findNames(ctx.db, listNamedIds(row));
  const event = presentEvent(row, names, ctx.viewer);
  const asked = readRequest(row.data, personal);
  const expiresAt = new Date(row.at.getTime() + fileMinutes * 60_000);
  const mine = ctx.viewer.kind === "person" && ctx.viewer.id === row.actor_id;
  return {
    id: row.id,
    created_at: event.at,
    created_by: event.actor,
    format: asked.format,
    filters: asked.filters,
    tree_size: asked.treeSize,
    file: `/api/v1/audit/exports/${row.id}/file`,
    expires_at: expiresAt.toISOString(),
    delivered: await readDelivery(ctx, exportId),
    abilities: mine && ctx.now < expiresAt && event.abilities.includes("export") ? ["download"] : [],
  };
}

type ExportFile = Download & { name: string; content: AsyncIterable<Uint8Array> };

/** The file of an export, for the person who asked. At its end the log learns the digest of what was handed over. */
export async function openExportFile(ctx: Ctx, exportId: string): Promise<ExportFile> {
  await authorize(ctx, "audit.export");
  const asked = await readExport(ctx, exportId);
  if (asked.created_by.id !== requirePerson(ctx).id)
    throw new AppError("not_found", "There is no such export of yours.");
  if (!asked.abilities.includes("download")) {
    throw new AppError("gone", `The file could be fetched for ${fileMinutes} minutes. Export again.`);
  }
  const filter = await resolveFilter(ctx.db, asked.filters);
  const batches = walkLog(ctx, filter, BigInt(asked.tree_size));
  return {
    name: `ambit-audit-${asked.id}.${asked.format}`,
    mediaType: asked.format === "csv" ? "text/csv; charset=utf-8; header=present" : "application/jsonl; charset=utf-8",
    content: deliver(ctx, exportId, batches, asked.format),
  };
}

async function* deliver(ctx: Ctx, exportId: string, batches: AsyncGenerator<EventRow[]>, format: ExportFormat) {
  const hash = createHash("sha256");
  const encoder = new TextEncoder();
  let [events, bytes] = [0, 0];
  const counted = (async function* () {
    for await (const rows of batches) {
      events += rows.length;
      yield rows;
    }
  })();
  for await (const text of format === "csv"
    ? writeCsv({ header, rows: writeCells(ctx, counted) })
    : writeLines(counted)) {
    const chunk = encoder.encode(text);
    hash.update(chunk);
    bytes += chunk.length;
    yield chunk;
  }
  const data = { events, bytes, sha256: hash.digest("hex") };
  await inTransaction(ctx, (tx) =>
    record(tx, { ...ctx, now: new Date() }, { type: "audit.export_delivered", subjectId: exportId, data }),
  );
}

async function* walkLog(ctx: Ctx, filter: EventFilter, treeSize: bigint): AsyncGenerator<EventRow[]> {
  for (let after = -1n; ;) {
    const rows = await repository.findLeaves(ctx.db, filter, { after, treeSize, take: batch });
    yield rows;
    const last = rows.at(-1)?.seq ?? null;
    if (rows.length < batch || last === null) return;
    after = last;
  }
}

const header = [
  "seq",
  "at",
  "class",
  "type",
  "actor_kind",
  "actor_id",
  "actor_name",
  "words",
  "subject_kind",
  "subject_id",
  "subject_name",
  "environment",
  "request_id",
  "id",
  "data",
  "leaf_hash",
] as const;

/** Names are those of today; the ids beside them are what the log holds. */
async function* writeCells(ctx: Ctx, batches: AsyncIterable<EventRow[]>) {
  for await (const rows of batches) {
    const names = await repository.findNames(ctx.db, rows.flatMap(listNamedIds));
    for (const row of rows) yield listCells(presentEvent(row, names, ctx.viewer), row);
  }
}

function listCells({ actor, subject, ...event }: AuditEvent, row: EventRow) {
  return [
    event.seq,
    event.at,
    event.class,
    event.type,
    actor.kind,
    actor.id,
    actor.name,
    event.words,
    subject.kind,
    subject.id,
    subject.name,
    event.environment,
    event.request_id,
    event.id,
    JSON.stringify(row.data),
    Buffer.from(row.leaf_hash).toString("base64"),
  ];
}

/** One leaf a line: its place in the log and the exact text that is hashed. */
async function* writeLines(batches: AsyncIterable<EventRow[]>) {
  for await (const rows of batches) {
    yield rows.map((row) => `${JSON.stringify(describeLeaf(row))}\n`).join("");
  }
}

function describeLeaf({ seq, id, canonical, leaf_hash: leafHash }: EventRow) {
  return { seq: Number(seq), id, canonical, leaf_hash: Buffer.from(leafHash).toString("base64") };
}

function readRequest(data: JsonObject, personal: JsonObject | null) {
  const {
    format,
    tree_size: treeSize,
    filters,
  } = data as { format: ExportFormat; tree_size: number; filters: AuditFilters };
  const q = personal?.["q"];
  return { format, treeSize, filters: typeof q === "string" ? { ...filters, q } : filters };
}

async function readDelivery(ctx: Ctx, exportId: string): Promise<AuditExport["delivered"]> {
  const found = await repository.findEvents(
    ctx.db,
    { types: ["audit.export_delivered"], subjects: [exportId] },
    { before: undefined, take: 1 },
  );
  const row = found[0];
  if (row === undefined) return null;
  const { events, bytes, sha256 } = row.data as { events: number; bytes: number; sha256: string };
  return { at: row.at.toISOString(), events, bytes, sha256 };
}

function dropAbsent(filters: Omit<AuditFilters, "q">): JsonObject {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)) as JsonObject;
}
