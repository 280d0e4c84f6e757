import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { AppError } from "@/lib/core/errors";
import type { CsvTable } from "@/lib/http/csv";
import { cutPage, decodeCursor } from "@/lib/http/cursor";
import { presentImport, presentRow } from "@/lib/imports/present";
import {
  countRows,
  findAgentsOf,
  findImport,
  findName,
  findStopCause,
  type ImportRecord,
  listRows,
  type Reader,
} from "@/lib/imports/repository";
import type { Import, ImportRow, ImportRowPage, ListRowsQuery } from "@/lib/imports/schema";

export async function getImport(ctx: Ctx, id: string): Promise<Import> {
  await authorize(ctx, "agents.import");
  return readImport(ctx, await requireImport(ctx.db, id));
}

export async function readImport(ctx: Ctx, row: ImportRecord): Promise<Import> {
  const [counted, maker] = await Promise.all([countRows(ctx.db, row.id), findName(ctx.db, row.createdBy)]);
  const cause = row.state === "failed" ? await findStopCause(ctx.db, row.id) : null;
  return presentImport(ctx.viewer, row, { counted, maker: maker ?? "", cause });
}

export async function requireImport(db: Reader, id: string): Promise<ImportRecord> {
  const row = await findImport(db, id);
  if (!row) throw new AppError("not_found", "There is no such import. One that nobody ran is forgotten after a day.");
  return row;
}

export async function listImportRows(ctx: Ctx, id: string, query: ListRowsQuery): Promise<ImportRowPage> {
  await authorize(ctx, "agents.import");
  await requireImport(ctx.db, id);
  const scope = `import-rows:${id}`;
  const [after = 0] = query.cursor === undefined ? [] : decodeCursor(scope, query.cursor);
  const found = await readRows(ctx, id, query, Number(after), query.limit + 1);
  const { rows, nextCursor } = cutPage(found, query.limit, scope, ({ number }) => [number]);
  return { data: [...rows], next_cursor: nextCursor };
}

async function readRows(
  ctx: Ctx,
  id: string,
  { plan, result }: Pick<ListRowsQuery, "plan" | "result">,
  after: number,
  limit: number,
): Promise<ImportRow[]> {
  const found = await listRows(ctx.db, id, { plans: plan, results: result }, after, limit);
  const agents = await findAgentsOf(
    ctx.db,
    found.flatMap(({ agentId }) => agentId ?? []),
  );
  return found.map((row) => presentRow(row, agents));
}

const header = ["row", "name", "agent", "plan", "result", "changes", "reason"] as const;

/** The same rows as a file, with the reason beside each. */
export async function exportImportRows(ctx: Ctx, id: string, query: ListRowsQuery): Promise<CsvTable> {
  await authorize(ctx, "agents.import");
  await requireImport(ctx.db, id);
  return { header, rows: writeRows(ctx, id, query) };
}

async function* writeRows(
  ctx: Ctx,
  id: string,
  query: ListRowsQuery,
): AsyncGenerator<readonly (string | number | null)[]> {
  const limit = 500;
  for (let after = 0; ;) {
    const rows = await readRows(ctx, id, query, after, limit);
    for (const { number, name, agent, plan, result, changes, faults, notes } of rows) {
      const reason = [...faults.map(({ field, detail }) => `${field}: ${detail}`), ...notes].join(" ");
      yield [number, name, agent?.slug ?? null, plan, result, changes.map(({ field }) => field).join(" "), reason];
    }
    if (rows.length < limit) return;
    after = rows.at(-1)?.number ?? after;
  }
}
