import "server-only";
import type { Environment } from "@/lib/core/environments";
import { Prisma } from "@/lib/db/generated/client";
import { type RowFilters, writeShapeConditions } from "@/lib/decisions/repository/list";
import { and, type Reader } from "@/lib/decisions/repository/rows";
import type { Outcome, Reason } from "@/lib/policy/rules";

export type ShapeRow = {
  environment: Environment;
  shape: string;
  agent: string;
  action: string;
  outcome: Outcome;
  reason: Reason;
  rule: string | null;
  sample: boolean;
  total: bigint;
  last_id: string;
};

/** Days of one environment, both included. */
export type DaySpan = { readonly environment: Environment; readonly from: string; readonly to: string };

/** Only the counts are read, never the rows: what it costs depends on how many shapes there are. */
export function listShapeRows(
  db: Reader,
  days: readonly DaySpan[],
  filters: RowFilters,
  page: { after: { total: bigint; shape: string; environment: string } | null; limit: number },
): Promise<ShapeRow[]> {
  if (days.length === 0) return Promise.resolve([]);
  const beyond = page.after
    ? Prisma.sql`having (sum(d.count), d.shape, d.environment) < (${page.after.total}, ${page.after.shape}, ${page.after.environment})`
    : Prisma.empty;
  return db.$queryRaw<ShapeRow[]>`
    select d.environment, d.shape, d.agent, d.action, d.outcome, d.reason, d.rule, d.sample,
        sum(d.count)::bigint as total, max(d.last_id collate "C") as last_id
      from decision_counts d where ${inDays(days)} and ${and(writeShapeConditions(filters))}
     group by d.environment, d.shape, d.agent, d.action, d.outcome, d.reason, d.rule, d.sample ${beyond}
     order by sum(d.count) desc, d.shape desc, d.environment desc limit ${page.limit}`;
}

export type DayCount = { environment: Environment; shape: string; day: string; count: bigint };

export function listDayCounts(db: Reader, days: readonly DaySpan[], shapes: readonly string[]): Promise<DayCount[]> {
  if (days.length === 0 || shapes.length === 0) return Promise.resolve([]);
  return db.$queryRaw<DayCount[]>`
    select d.environment, d.shape, d.day::text as day, d.count from decision_counts d
     where ${inDays(days)} and d.shape = any(${shapes})`;
}

export async function countShape(db: Reader, environment: Environment, shape: string, from: string): Promise<number> {
  const rows = await db.$queryRaw<{ total: bigint | null }[]>`
    select sum(count)::bigint as total from decision_counts
     where environment = ${environment} and shape = ${shape} and day >= ${from}::date`;
  return Number(rows[0]?.total ?? 0);
}

function inDays(days: readonly DaySpan[]): Prisma.Sql {
  const each = days.map(
    ({ environment, from, to }) =>
      Prisma.sql`(d.environment = ${environment} and d.day between ${from}::date and ${to}::date)`,
  );
  return Prisma.sql`(${Prisma.join(each, " or ")})`;
}
