import "server-only";
import type { Ctx } from "@/lib/access/context";
import { addAgents, type BatchDraft, findReachable } from "@/lib/agents/service";
import { isAppError } from "@/lib/core/errors";
import type { PersonViewer } from "@/lib/core/viewer";
import { inTransaction } from "@/lib/db/transaction";
import { type RowOutcome, writeOutcomes } from "@/lib/imports/repository";
import { failRow } from "@/lib/imports/service/judge-afresh";
import type { JudgedRow } from "@/lib/imports/service/plan";
import { createSystem } from "@/lib/systems/service";
import { log } from "@/lib/telemetry/log";

/** New agents, all in one transaction; where that fails, one by one, so that a bad row fails alone. */
export async function createRows(ctx: Ctx<PersonViewer>, id: string, rows: readonly JudgedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const systems = await ensureSystems(ctx, rows);
  try {
    await createTogether(ctx, id, rows, systems);
  } catch (error) {
    if (rows.length === 1) return failAlone(ctx, id, rows, error);
    log.warn(
      { err: error, import: id, rows: rows.length },
      "A step of an import failed; its rows are tried one by one.",
    );
    for (const row of rows) await createRows(ctx, id, [row]);
  }
}

async function createTogether(
  ctx: Ctx<PersonViewer>,
  id: string,
  rows: readonly JudgedRow[],
  systems: ReadonlyMap<string, string>,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const drafts = rows.map((row) => writeDraft(row, systems));
    const outcomes = await addAgents(tx, ctx, drafts, { import: id });
    await writeOutcomes(
      tx,
      id,
      rows.map((row, at): RowOutcome => {
        const outcome = outcomes[at];
        if (outcome?.id !== undefined)
          return { number: row.number, result: "created", agentId: outcome.id, detail: row.detail };
        return failRow(row, row.detail, outcome?.refusal ? [outcome.refusal] : []);
      }),
    );
  });
}

export async function failAlone(ctx: Ctx, id: string, rows: readonly JudgedRow[], error: unknown): Promise<void> {
  if (!isAppError(error)) log.warn({ err: error, import: id }, "A row of an import failed.");
  const detail = isAppError(error) ? error.message : "Something failed on our side. Try again.";
  await inTransaction(ctx, (tx) =>
    writeOutcomes(
      tx,
      id,
      rows.map((row) => failRow(row, row.detail, [{ field: "name", detail }])),
    ),
  );
}

function writeDraft({ row, checked, owner, deputy }: JudgedRow, systems: ReadonlyMap<string, string>): BatchDraft {
  const { fields, slug, tools, servers } = checked;
  return {
    ...fields,
    purpose: fields.purpose ?? "",
    environment: fields.environment ?? row.default_environment ?? "sandbox",
    owner,
    ...(deputy === undefined ? {} : { deputy }),
    ...(slug === undefined ? {} : { slug }),
    ...(row.key === undefined || row.key === "" ? {} : { source: row.key }),
    tools,
    servers,
    systems: (checked.systems ?? []).flatMap((one) => systems.get(one) ?? []),
  };
}

/** Systems nobody has added yet come in as what they are: not looked at. Each agent that reaches one shows it as a gap. */
export async function ensureSystems(ctx: Ctx, rows: readonly JudgedRow[]): Promise<ReadonlyMap<string, string>> {
  const slugs = [...new Set(rows.flatMap(({ checked }) => checked.systems ?? []))];
  const known = await findReachable(ctx, slugs);
  const missing = slugs.filter((slug) => !known.has(slug));
  for (const slug of missing) {
    const system = { slug, name: slug, description: "", verifies: "unknown", actions: [], data_classes: [] } as const;
    await createSystem(ctx, { ...system, actions: [], data_classes: [] }).catch((error: unknown) => {
      // Somebody added it in the meantime.
      if (!isAppError(error) || error.code !== "conflict") throw error;
    });
  }
  return missing.length === 0 ? known : findReachable(ctx, slugs);
}
