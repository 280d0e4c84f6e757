import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { inTransaction } from "@/lib/db/transaction";
import { decodeCursor, encodeCursor } from "@/lib/http/cursor";
import { presentPerson } from "@/lib/people/present";
import { findBlocked, listPersonRows } from "@/lib/people/repository";
import type { ListPeopleQuery, Person, PersonPage } from "@/lib/people/schema";
import { requireFound } from "@/lib/people/service/find";

export async function listPeople(ctx: Ctx, query: ListPeopleQuery): Promise<PersonPage> {
  await authorize(ctx, "people.read");
  const scope = `people:${query.sort}`;
  const [key, id] = query.cursor === undefined ? [] : decodeCursor(scope, query.cursor);
  const after = typeof key === "string" && typeof id === "string" ? { key, id } : null;
  const found = await listPersonRows(ctx.db, query, { sort: query.sort, after, limit: query.limit + 1 });
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  return {
    data: page.map(({ row }) => presentPerson(ctx.viewer, row, ctx.now)),
    next_cursor: found.length > query.limit && last ? encodeCursor(scope, [last.key, last.row.id]) : null,
  };
}

export async function getPerson(ctx: Ctx, id: string): Promise<Person> {
  await authorize(ctx, "people.read");
  return presentPerson(ctx.viewer, await requireFound(ctx.db, id), ctx.now);
}

const exportHeader = ["id", "name", "email", "state", "roles", "teams", "created_at", "last_seen_at"] as const;
type ExportedPeople = { header: readonly string[]; rows: AsyncIterable<readonly (string | null)[]> };

/** The whole list behind a page's filters. That somebody took it away is an event; what they took is not repeated there. */
export async function exportPeople(ctx: Ctx, query: ListPeopleQuery): Promise<ExportedPeople> {
  await authorize(ctx, "people.export");
  await inTransaction(ctx, (tx) =>
    record(tx, ctx, { type: "people.exported", subjectId: null, data: { searched: query.q !== undefined } }),
  );
  return { header: exportHeader, rows: readExport(ctx, query) };
}

async function* readExport(ctx: Ctx, query: ListPeopleQuery): AsyncGenerator<readonly (string | null)[]> {
  const limit = 200;
  let after: { key: string; id: string } | null = null;
  for (;;) {
    const found: Awaited<ReturnType<typeof listPersonRows>> = await listPersonRows(ctx.db, query, {
      sort: query.sort,
      after,
      limit,
    });
    for (const { row } of found) yield writeExportRow(presentPerson(ctx.viewer, row, ctx.now));
    const last = found.at(-1);
    if (!last || found.length < limit) return;
    after = { key: last.key, id: last.row.id };
  }
}

function writeExportRow(person: Person): readonly (string | null)[] {
  const teams = person.teams.map(({ slug, lead }) => (lead ? `${slug} (lead)` : slug));
  return [
    person.id,
    person.name,
    person.email,
    person.state,
    person.roles.join(" "),
    teams.join(" "),
    person.created_at,
    person.last_seen_at,
  ];
}

/** Whose passkeys were reset so lately that they may not approve: shown to them and to security. */
export async function listBlockedPeople(ctx: Ctx): Promise<{ id: string; name: string; until: string }[]> {
  await authorize(ctx, "people.read");
  const rows = await findBlocked(ctx.db, ctx.now);
  return rows.flatMap(({ id, name, approvalsBlockedUntil }) =>
    approvalsBlockedUntil ? [{ id, name, until: approvalsBlockedUntil.toISOString() }] : [],
  );
}
