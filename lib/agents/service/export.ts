import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { presentAgent } from "@/lib/agents/present";
import { type AgentRow, findExtras, listAgentRows } from "@/lib/agents/repository";
import { derivedColumns } from "@/lib/agents/rules";
import type { ListAgentsQuery } from "@/lib/agents/schema";
import { record } from "@/lib/audit/record";
import { inTransaction } from "@/lib/db/transaction";
import type { CsvTable } from "@/lib/http/csv";

/** The first columns are those an import reads; the rest is for people and spreadsheets. */
const header = [
  "slug",
  "name",
  "owner_email",
  "deputy_email",
  "kind",
  "environment",
  "description",
  "systems",
  "data_classes",
  "tier_target",
  "autonomy",
  "model_providers",
  "tags",
  ...derivedColumns,
] as const;

export async function exportAgents(ctx: Ctx, query: ListAgentsQuery): Promise<CsvTable> {
  await authorize(ctx, "agents.export");
  await inTransaction(ctx, (tx) =>
    record(tx, ctx, { type: "agents.exported", subjectId: null, data: { searched: query.q !== undefined } }),
  );
  return { header, rows: readExport(ctx, query) };
}

async function* readExport(ctx: Ctx, query: ListAgentsQuery): AsyncGenerator<readonly (string | boolean | null)[]> {
  const { sort, limit: _, cursor: __, owner, ...filters } = query;
  const own = ctx.viewer.kind === "person" ? ctx.viewer.id : "";
  const people = owner?.map((one) => (one === "me" ? own : one));
  const limit = 500;
  let after: { key: string; id: string } | null = null;
  for (;;) {
    const order = { sort, after, limit };
    const found: Awaited<ReturnType<typeof listAgentRows>> = await listAgentRows(
      ctx.db,
      { ...filters, owner: people },
      order,
      ctx.now,
    );
    const extras = await findExtras(
      ctx.db,
      found.map(({ row }) => row),
    );
    for (const { row } of found) yield writeRow(ctx, row, extras);
    const last = found.at(-1);
    if (!last || found.length < limit) return;
    after = { key: last.key, id: last.row.id };
  }
}

type Extras = Awaited<ReturnType<typeof findExtras>>;

function writeRow(ctx: Ctx, row: AgentRow, { emails, systems }: Extras): readonly (string | boolean | null)[] {
  const agent = presentAgent(ctx.viewer, row, ctx.now);
  return [
    agent.slug,
    agent.name,
    (agent.owner && emails.get(agent.owner.id)) ?? null,
    (agent.deputy && emails.get(agent.deputy.id)) ?? null,
    agent.kind,
    agent.environment,
    agent.purpose,
    (systems.get(agent.id) ?? []).join(" "),
    agent.data_classes.join(" "),
    agent.tier_target,
    agent.autonomy,
    agent.model_providers.join("; "),
    agent.tags.join("; "),
    agent.state,
    agent.tier,
    agent.gaps.join(" "),
    agent.bridge,
    agent.governed_until,
    agent.created_at,
    agent.updated_at,
  ];
}
