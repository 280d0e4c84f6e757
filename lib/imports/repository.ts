import "server-only";
import type { PersonViewer, Role } from "@/lib/core/viewer";
import type { Database, Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { insertMany } from "@/lib/db/insert-many";
import type { ImportState, RowPlan, RowResult } from "@/lib/imports/rules";

export type Reader = Database | Transaction;
export type ImportRecord = Prisma.ImportGetPayload<object>;
export type RowRecord = Prisma.ImportRowGetPayload<object>;
export type NewRow = Prisma.ImportRowCreateManyInput;

const insertAtOnce = 500;

export async function insertImport(
  tx: Transaction,
  data: Prisma.ImportUncheckedCreateInput,
  rows: readonly NewRow[],
): Promise<void> {
  await tx.import.create({ data });
  for (let at = 0; at < rows.length; at += insertAtOnce)
    await insertMany(tx, "import_rows", rows.slice(at, at + insertAtOnce));
}

export function findImport(db: Reader, id: string): Promise<ImportRecord | null> {
  return db.import.findUnique({ where: { id } });
}

/** Two imports started at once: the second finds the first. Also nobody else starts or changes this one meanwhile. */
export async function lockImports(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('ambit_imports'))`;
}

export function findRunning(tx: Transaction): Promise<ImportRecord | null> {
  return tx.import.findFirst({ where: { state: "running" }, orderBy: { startedAt: "asc" } });
}

/** Whether somebody carries the import out, or will. */
export async function hasJob(tx: Transaction, key: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ lives: boolean }[]>`
    select exists(select from graphile_worker._private_jobs where key = ${key}
      and (locked_at is not null or attempts < max_attempts)) as lives`;
  return rows[0]?.lives === true;
}

export async function updateImport(
  tx: Transaction,
  id: string,
  data: { state?: ImportState; startedAt?: Date; finishedAt?: Date | null; done?: number },
): Promise<void> {
  await tx.import.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
}

/** Rows judged so far that have a result are done. */
export async function countDone(db: Reader, importId: string): Promise<number> {
  return db.importRow.count({ where: { importId, NOT: { result: null } } });
}

export async function countRows(
  db: Reader,
  importId: string,
): Promise<{ plan: string; result: string | null; count: number }[]> {
  const groups = await db.importRow.groupBy({ by: ["plan", "result"], where: { importId }, _count: true });
  return groups.map(({ plan, result, _count: count }) => ({ plan, result, count }));
}

export type RowFilter = {
  plans?: readonly RowPlan[] | undefined;
  results?: readonly (RowResult | "none")[] | undefined;
};

export function listRows(
  db: Reader,
  importId: string,
  { plans, results }: RowFilter,
  after: number,
  limit: number,
): Promise<RowRecord[]> {
  const named = results?.filter((result) => result !== "none");
  return db.importRow.findMany({
    where: {
      importId,
      number: { gt: after },
      ...(plans === undefined ? {} : { plan: { in: [...plans] } }),
      ...(named === undefined
        ? {}
        : { OR: [{ result: { in: named } }, ...(results?.includes("none") ? [{ result: null }] : [])] }),
    },
    orderBy: { number: "asc" },
    take: limit,
  });
}

export function findRows(db: Reader, importId: string, numbers: readonly number[]): Promise<RowRecord[]> {
  return db.importRow.findMany({ where: { importId, number: { in: [...numbers] } }, orderBy: { number: "asc" } });
}

/** Those that wait to be carried out, in their order. */
export function listOpenRows(db: Reader, importId: string, limit: number): Promise<RowRecord[]> {
  return db.importRow.findMany({ where: { importId, result: null }, orderBy: { number: "asc" }, take: limit });
}

/** Rows that name a parent and have an agent: those to be linked. */
export function listChildren(
  db: Reader,
  importId: string,
): Promise<{ number: number; agentId: string; parent: string }[]> {
  return db.$queryRaw`
    select number, agent_id as "agentId", draft->>'parent' as parent from import_rows
    where import_id = ${importId} and agent_id is not null and draft->>'parent' is not null
      and result in ('created', 'updated') order by number`;
}

/** Rows without a result that this run leaves out: error rows, those that change nothing, those nobody chose. */
export async function settleIdleRows(tx: Transaction, importId: string, only: readonly number[] | null): Promise<void> {
  const open = { importId, result: null };
  await tx.importRow.updateMany({ where: { ...open, plan: "unchanged" }, data: { result: "unchanged" } });
  await tx.importRow.updateMany({ where: { ...open, plan: "error" }, data: { result: "skipped" } });
  if (only)
    await tx.importRow.updateMany({ where: { ...open, number: { notIn: [...only] } }, data: { result: "skipped" } });
}

export type RowOutcome = { number: number; result: RowResult; agentId: string | null; detail: object };

/** Results of many rows in one statement. */
export async function writeOutcomes(tx: Transaction, importId: string, outcomes: readonly RowOutcome[]): Promise<void> {
  const json = JSON.stringify(outcomes);
  await tx.$executeRaw`
    update import_rows r set result = o.result, agent_id = coalesce(o."agentId", r.agent_id), detail = o.detail
    from json_to_recordset(${json}::json) o(number int, result text, "agentId" text, detail jsonb)
    where r.import_id = ${importId} and r.number = o.number`;
}

/** Rows judged anew, to be run again. */
export async function rewriteRows(
  tx: Transaction,
  importId: string,
  rows: readonly { number: number; plan: RowPlan; agentId: string | null; detail: object }[],
): Promise<void> {
  const json = JSON.stringify(rows.map(({ number, plan, agentId, detail }) => ({ number, plan, agentId, detail })));
  await tx.$executeRaw`
    update import_rows r set result = null, plan = o.plan, agent_id = o."agentId", detail = o.detail
    from json_to_recordset(${json}::json) o(number int, plan text, "agentId" text, detail jsonb)
    where r.import_id = ${importId} and r.number = o.number and r.result in ('failed', 'skipped')`;
}

/** What a run could not do although the row itself was carried out. */
export async function addNote(tx: Transaction, importId: string, number: number, note: string): Promise<void> {
  await tx.$executeRaw`
    update import_rows set detail = jsonb_set(detail, '{notes}', coalesce(detail->'notes', '[]') || to_jsonb(${note}::text))
    where import_id = ${importId} and number = ${number} and not coalesce(detail->'notes', '[]') ? ${note}`;
}

export async function findAgentsOf(
  db: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { slug: string; name: string; state: AgentStateName }>> {
  const rows = await db.agent.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, slug: true, name: true, state: true },
  });
  return new Map(rows.map(({ id, ...agent }) => [id, agent]));
}
type AgentStateName = "draft" | "in_review" | "active" | "suspended" | "denied" | "revoked" | "retired";

export function countOpen(tx: Transaction, importId: string): Promise<number> {
  return tx.importRow.count({ where: { importId, result: null } });
}

export async function findName(db: Reader, personId: string): Promise<string | null> {
  return (await db.person.findUnique({ where: { id: personId }, select: { name: true } }))?.name ?? null;
}

/** Whoever started the import, with the rights they have now. They have no browser here, so they prove nothing. */
export async function findImporter(db: Reader, personId: string): Promise<PersonViewer | undefined> {
  const person = await db.person.findUnique({
    where: { id: personId, state: "active" },
    select: { roles: true, memberships: { where: { lead: true }, select: { teamId: true } } },
  });
  if (!person) return undefined;
  const roles: readonly Role[] = person.roles;
  const leads = person.memberships.map(({ teamId }) => teamId);
  return {
    kind: "person",
    id: personId,
    roles,
    leads,
    signIn: { id: "", method: "link", authenticatedAt: new Date(0) },
  };
}

/** Why an import was given up stands in the log and nowhere else. */
export async function findStopCause(db: Reader, id: string): Promise<string | null> {
  const rows = await db.$queryRaw<{ cause: string | null }[]>`
    select data->>'cause' as cause from audit_events
    where subject_id = ${id} and type = 'import.finished' order by at desc, id desc limit 1`;
  return rows[0]?.cause ?? null;
}

/** Imports nobody ran within a day, and those that ended a month ago: their rows hold addresses and texts. */
export async function deleteOldImports(db: Database, now: Date): Promise<number> {
  const before = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
  const { count } = await db.import.deleteMany({
    where: {
      OR: [
        { state: "checked", createdAt: { lte: before(1) } },
        { state: { in: ["finished", "failed"] }, finishedAt: { lte: before(30) } },
      ],
    },
  });
  return count;
}
