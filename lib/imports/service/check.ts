import "server-only";
import { authorize, requirePerson } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { insertImport } from "@/lib/imports/repository";
import type { Import, NewImport } from "@/lib/imports/schema";
import { judgeRows, type StoredRow } from "@/lib/imports/service/plan";
import { getImport } from "@/lib/imports/service/read";

/** Judges what files say against what is there, and keeps it. Nothing else is written: running it is another step. */
export async function createImport(ctx: Ctx, input: NewImport): Promise<Import> {
  await authorize(ctx, "agents.import");
  const { id: importer } = requirePerson(ctx);
  const { environment, sources } = input;
  const rows = input.rows.map((row, at) => ({
    number: at + 1,
    row: cleanText<StoredRow>({ ...row, ...(environment === undefined ? {} : { default_environment: environment }) }),
  }));
  const judged = await judgeRows(ctx, importer, rows);
  const id = newId("import", ctx.now.getTime());
  await inTransaction(ctx, async (tx) => {
    const made = { id, createdBy: importer, createdAt: ctx.now, state: "checked", total: rows.length };
    await insertImport(
      tx,
      made,
      judged.map(({ number, name, plan, agentId, detail, row }) => ({
        importId: id,
        number,
        name,
        plan,
        agentId,
        detail,
        draft: row,
      })),
    );
    const kinds = [...new Set(sources.map(({ kind }) => kind))].toSorted();
    await record(tx, ctx, {
      type: "import.created",
      subjectId: id,
      data: { rows: rows.length, files: sources.length, kinds },
      personal: { personId: importer, data: { files: sources.slice(0, 100).map(({ path }) => path.slice(0, 300)) } },
    });
  });
  return getImport(ctx, id);
}

/** Half a character and zero bytes are JSON, and nothing Postgres can keep. */
function cleanText<T>(value: T): T;
function cleanText(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll(/\u0000|\p{Cs}/gu, "\uFFFD");
  if (Array.isArray(value)) return value.map((one: unknown) => cleanText(one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, cleanText(held)]));
}
