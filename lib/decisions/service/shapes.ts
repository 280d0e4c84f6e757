import "server-only";
import type { Ctx } from "@/lib/access/context";
import { type DaySpan, listDayCounts, listKeeping, listShapeRows, type ShapeRow } from "@/lib/decisions/repository";
import { presentShape } from "@/lib/decisions/present";
import { dayMs, dayOf } from "@/lib/decisions/rules";
import type { DecisionShapePage, ListShapesQuery } from "@/lib/decisions/schema";
import { chooseSeen, describeFilters, questionOf, readFilters } from "@/lib/decisions/service/filters";
import { noteReading } from "@/lib/decisions/service/note-reading";
import { type DayRange, readDays } from "@/lib/decisions/service/spans";
import { cutPage, decodeCursor } from "@/lib/http/cursor";

const scope = "decision_shapes";

/**
 * The most frequent first. Counts only grow while somebody pages through them, so none comes twice; one that overtakes
 * the page is found when they begin again.
 */
export async function listDecisionShapes(ctx: Ctx, query: ListShapesQuery): Promise<DecisionShapePage> {
  const seen = await chooseSeen(ctx);
  const { limit, cursor, ...asked } = query;
  const after = cursor === undefined ? null : readPosition(decodeCursor(scope, cursor));
  const [keeping] = await Promise.all([
    listKeeping(ctx.db),
    noteReading(ctx, {
      type: "decisions.listed",
      subjectId: null,
      data: { list: "shapes", filters: describeFilters(asked) },
      question: questionOf("shapes", asked),
    }),
  ]);
  const range = readDays(query, keeping, ctx.now);
  const found = await listShapeRows(ctx.db, range.days, readFilters(asked, seen), { after, limit: limit + 1 });
  const { rows, nextCursor } = cutPage(found, limit, scope, ({ total, shape, environment }) => [
    String(total),
    shape,
    environment,
  ]);
  const trends = await readTrends(ctx, range, rows);
  return {
    data: rows.map((row) => presentShape(row, trends(row))),
    next_cursor: nextCursor,
    from: range.from,
    to: range.to,
  };
}

function readPosition([total, shape, environment]: readonly (string | number | null)[]) {
  return { total: BigInt(String(total)), shape: String(shape), environment: String(environment) };
}

/** How many of each on every day of the range, also where there were none. */
async function readTrends(
  ctx: Ctx,
  { from, length, days }: Pick<DayRange, "from" | "length"> & { days: readonly DaySpan[] },
  rows: readonly ShapeRow[],
): Promise<(row: ShapeRow) => number[]> {
  const counts = await listDayCounts(ctx.db, days, [...new Set(rows.map(({ shape }) => shape))]);
  const found = new Map(
    counts.map(({ environment, shape, day, count }) => [`${environment} ${shape} ${day}`, Number(count)]),
  );
  const begin = Date.parse(from);
  const names = Array.from({ length }, (_, at) => dayOf(new Date(begin + at * dayMs)));
  return ({ environment, shape }) => names.map((day) => found.get(`${environment} ${shape} ${day}`) ?? 0);
}
