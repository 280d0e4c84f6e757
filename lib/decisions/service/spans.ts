import "server-only";
import { environments } from "@/lib/core/environments";
import { AppError } from "@/lib/core/errors";
import type { DaySpan, EnvironmentKeepingRow } from "@/lib/decisions/repository";
import type { Span } from "@/lib/decisions/repository/rows";
import { dayMs, dayOf, defaultRangeDays, idFloor, idRangeOfSession, maxRangeDays } from "@/lib/decisions/rules";
import type { ListDecisionsQuery, ListShapesQuery } from "@/lib/decisions/schema";

/** Older than this is over, whether it was erased yet or not. */
export function keptSince({ decisionsDays }: EnvironmentKeepingRow, now: Date): Date {
  return new Date(now.getTime() - decisionsDays * dayMs);
}

/** Above every id there can be. */
const end = "dec_Z";

export function readSpans(query: ListDecisionsQuery, keeping: readonly EnvironmentKeepingRow[], now: Date): Span[] {
  const sessions = query.session?.map(idRangeOfSession) ?? [];
  const from = [
    query.from === undefined ? "" : idFloor(new Date(query.from)),
    sessions.map((range) => range.from).toSorted()[0] ?? "",
    query.after ?? "",
  ];
  const to = [
    query.to === undefined ? end : idFloor(new Date(query.to)),
    sessions
      .map((range) => range.to)
      .toSorted()
      .at(-1) ?? end,
  ];
  return chosen(query, keeping).map((row) => ({
    environment: row.name,
    from: [...from, idFloor(keptSince(row, now))].toSorted().at(-1) ?? "",
    to: to.toSorted()[0] ?? end,
  }));
}

export type DayRange = {
  readonly from: string;
  readonly to: string;
  readonly days: readonly DaySpan[];
  readonly length: number;
};

export function readDays(query: ListShapesQuery, keeping: readonly EnvironmentKeepingRow[], now: Date): DayRange {
  const last = query.to === undefined ? now : new Date(new Date(query.to).getTime() - 1);
  const first =
    query.from === undefined ? new Date(last.getTime() - (defaultRangeDays - 1) * dayMs) : new Date(query.from);
  const [from, to] = [dayOf(first), dayOf(last)];
  const length = Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
  if (length > maxRangeDays || length < 1) throw refuseRange(length);
  const days = chosen(query, keeping).flatMap((row): DaySpan[] => {
    const oldest = dayOf(keptSince(row, now));
    const begin = oldest > from ? oldest : from;
    return begin > to ? [] : [{ environment: row.name, from: begin, to }];
  });
  return { from, to, days, length };
}

function refuseRange(length: number): AppError {
  const detail =
    length < 1 ? "The range ends before it begins." : `Choose at most ${maxRangeDays} days; this is ${length}.`;
  return new AppError("invalid_input", detail, { faults: [{ pointer: "/from", code: "invalid_range", detail }] });
}

function chosen<T extends EnvironmentKeepingRow>(
  query: { environment?: readonly string[] | undefined },
  rows: readonly T[],
): T[] {
  const wanted = query.environment ?? environments;
  return rows.filter(({ name }) => wanted.includes(name));
}
