import "server-only";
import { and, columns, type DecisionRow, type Reader, type Seen, type Span } from "@/lib/decisions/repository/rows";
import { Prisma } from "@/lib/db/generated/client";

export type RowFilters = {
  readonly agents?: readonly string[] | undefined;
  readonly outcomes?: readonly string[] | undefined;
  readonly reasons?: readonly string[] | undefined;
  readonly rules?: readonly string[] | undefined;
  readonly actions?: readonly string[] | undefined;
  readonly shapes?: readonly string[] | undefined;
  readonly sessions?: readonly string[] | undefined;
  readonly sample: "exclude" | "include" | "only";
  readonly seen: Seen;
};

type Order = { readonly newestFirst: boolean; readonly limit: number };

/** Walks along one index are sorted already; more of them than this cost more than looking at the rows between. */
const maxWalks = 300;

/**
 * Rows along an index that is sorted by id. Whatever tells shapes apart is looked up among the counts first, which are
 * few: something rare is found as fast as something frequent, however many rows there are.
 */
export async function listDecisionRows(
  db: Reader,
  spans: readonly Span[],
  filters: RowFilters,
  order: Order,
): Promise<DecisionRow[]> {
  const shapes = tellsShapes(filters) ? await findShapes(db, spans, filters) : undefined;
  if (spans.length === 0 || shapes?.length === 0) return [];
  const conditions = writeConditions(filters);
  const walks = spans.map((span) => writeWalk(span, filters, conditions, shapes, order));
  return db.$queryRaw<DecisionRow[]>`
    select ${columns} from (${Prisma.join(walks, " union all ")}) as found
    order by id ${direction(order)} limit ${order.limit}`;
}

function direction({ newestFirst }: Order): Prisma.Sql {
  return Prisma.raw(newestFirst ? "desc" : "asc");
}

function writeWalk(
  { environment, from, to }: Span,
  filters: RowFilters,
  conditions: readonly Prisma.Sql[],
  shapes: readonly string[] | undefined,
  order: Order,
): Prisma.Sql {
  const all = and([
    Prisma.sql`d.environment = ${environment}`,
    Prisma.sql`d.id > ${from}`,
    Prisma.sql`d.id < ${to}`,
    ...conditions,
  ]);
  const end = Prisma.sql`order by d.id ${direction(order)} limit ${order.limit}`;
  const agents = filters.agents ?? filters.seen?.slugs;
  const [column, keys] =
    shapes && shapes.length <= maxWalks ? (["shape", shapes] as const) : (["agent", agents] as const);
  if (!keys || keys.length > maxWalks) return Prisma.sql`(select d.* from decisions d where ${all} ${end})`;
  return Prisma.sql`(select w.* from unnest(${keys}::text[]) as k(key) cross join lateral
    (select d.* from decisions d where d.${Prisma.raw(column)} = k.key and ${all} ${end}) as w)`;
}

function tellsShapes({ outcomes, reasons, rules, actions, shapes, sample }: RowFilters): boolean {
  return [outcomes, reasons, rules, actions, shapes].some((one) => one !== undefined) || sample === "only";
}

/** One more than are walked, where there are more. */
async function findShapes(db: Reader, spans: readonly Span[], filters: RowFilters): Promise<string[]> {
  const environments = spans.map(({ environment }) => environment);
  const rows = await db.$queryRaw<{ shape: string }[]>`
    select distinct d.shape from decision_counts d
     where d.environment = any(${environments}) and ${and(writeShapeConditions(filters))} limit ${maxWalks + 1}`;
  return rows.map(({ shape }) => shape);
}

/** What a count knows as well as a row. */
export function writeShapeConditions(filters: RowFilters): Prisma.Sql[] {
  const { agents, outcomes, reasons, rules, actions, shapes, sample, seen } = filters;
  const conditions: Prisma.Sql[] = [];
  if (agents) conditions.push(Prisma.sql`d.agent = any(${agents})`);
  // What named the slug where the agent is not is no agent's, so it is not theirs to see; counts know no more than this.
  if (seen) conditions.push(Prisma.sql`d.agent = any(${seen.slugs})`, Prisma.sql`d.reason <> 'agent_unknown'`);
  if (outcomes) conditions.push(Prisma.sql`d.outcome = any(${outcomes})`);
  if (reasons) conditions.push(Prisma.sql`d.reason = any(${reasons})`);
  if (rules) conditions.push(Prisma.sql`d.rule = any(${rules})`);
  if (actions) conditions.push(Prisma.sql`d.action = any(${actions})`);
  if (shapes) conditions.push(Prisma.sql`d.shape = any(${shapes})`);
  if (sample !== "include") conditions.push(Prisma.sql`d.sample = ${sample === "only"}`);
  return conditions;
}

function writeConditions(filters: RowFilters): Prisma.Sql[] {
  const conditions = writeShapeConditions(filters);
  if (filters.seen) conditions.push(Prisma.sql`d.agent_id = any(${filters.seen.ids})`);
  if (filters.sessions) conditions.push(Prisma.sql`d.session_id = any(${filters.sessions})`);
  return conditions;
}
