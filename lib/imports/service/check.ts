import "server-only";
import { authorize, requirePerson } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { workGently } from "@/lib/core/gently";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { removeSecrets } from "@/lib/imports/parse/secrets/suspicion";
import { insertImport } from "@/lib/imports/repository";
import type { Import, NewImport } from "@/lib/imports/schema";
import { judgeParents } from "@/lib/imports/service/parents";
import { judgeRows, type RowDetail, type StoredRow } from "@/lib/imports/service/plan";
import { getImport } from "@/lib/imports/service/read";
import { type Clean, takeSecretsOut } from "@/lib/imports/service/secrets";

/** Judges what files say against what is there, and keeps it. Nothing else is written: running it is another step. */
export async function createImport(ctx: Ctx, input: NewImport): Promise<Import> {
  await authorize(ctx, "agents.import");
  const { id: importer } = requirePerson(ctx);
  const { environment, sources } = input;
  const cleaned = await workGently(cleanRows(input.rows, environment));
  const rows = cleaned.map(({ row }, at) => ({ number: at + 1, row }));
  const judged = await judgeParents(ctx, await judgeRows(ctx, importer, rows));
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
        detail: addNote(detail, cleaned[number - 1]?.note),
        draft: row,
      })),
    );
    const kinds = [...new Set(sources.map(({ kind }) => kind))].toSorted();
    await record(tx, ctx, {
      type: "import.created",
      subjectId: id,
      data: { rows: rows.length, files: sources.length, kinds },
      personal: {
        personId: importer,
        data: { files: sources.slice(0, 100).map(({ path }) => removeSecrets(path.slice(0, 300))) },
      },
    });
  });
  return getImport(ctx, id);
}

function* cleanRows(
  rows: NewImport["rows"],
  environment: NewImport["environment"],
): Generator<undefined, Clean<StoredRow>[]> {
  const standard = environment === undefined ? {} : { default_environment: environment };
  const clean: Clean<StoredRow>[] = [];
  for (const row of rows) clean.push(yield* takeSecretsOut(cleanText<StoredRow>({ ...row, ...standard })));
  return clean;
}

function addNote(detail: RowDetail, note: string | undefined): RowDetail {
  return note === undefined ? detail : { ...detail, notes: [...detail.notes, note] };
}

/** Half a character and zero bytes are JSON, and nothing Postgres can keep. */
function cleanText<T>(value: T): T;
function cleanText(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll(/\u0000|\p{Cs}/gu, "\uFFFD");
  if (Array.isArray(value)) return value.map((one: unknown) => cleanText(one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, cleanText(held)]));
}
