import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { findPeopleNames, listVersions } from "@/lib/agents/repository";
import { compareRecords } from "@/lib/agents/rules";
import { AgentRecord, type HistoryEntry, type HistoryPage, type HistoryQuery } from "@/lib/agents/schema";
import { requireAgentId } from "@/lib/agents/service/find";
import { cutPage, decodeCursor } from "@/lib/http/cursor";

export async function listAgentHistory(ctx: Ctx, slug: string, query: HistoryQuery): Promise<HistoryPage> {
  await authorize(ctx, "agents.read");
  const id = await requireAgentId(ctx.db, slug);
  const scope = `history:${id}`;
  const below = query.cursor === undefined ? null : Number(decodeCursor(scope, query.cursor)[0]);
  // One more to know whether a page follows, and the one before the last shown to compare it with.
  const found = await listVersions(ctx.db, id, below, query.limit + 1);
  const { rows, nextCursor } = cutPage(found, query.limit, scope, ({ version }) => [version]);
  const people = rows.flatMap(({ actorKind, actorId }) =>
    actorKind === "person" && actorId !== null ? [actorId] : [],
  );
  const names = await findPeopleNames(ctx.db, people);
  const records = await nameAgain(
    ctx,
    found.map(({ record }) => AgentRecord.parse(record)),
  );
  const data = rows.map((row, index): HistoryEntry => {
    const [after, before] = [records[index], records[index + 1]];
    return {
      version: row.version,
      at: row.at.toISOString(),
      actor: { kind: row.actorKind, id: row.actorId, name: (row.actorId && names.get(row.actorId)) ?? null },
      event: row.eventType,
      event_id: row.eventId,
      changes: before && after ? compareRecords(before, after) : [],
    };
  });
  return { data, next_cursor: nextCursor };
}

/** Kept versions hold people by id alone; their names are read now, so that an erased person has none anywhere. */
export async function nameAgain(ctx: Ctx, records: readonly AgentRecord[]): Promise<AgentRecord[]> {
  const people = records.flatMap(({ owner, deputy, owners }) => [owner, deputy, ...owners.map(({ person }) => person)]);
  const ids = new Set(people.flatMap((person) => (person ? [person.id] : [])));
  const names = await findPeopleNames(ctx.db, [...ids]);
  const name = <P extends { id: string; name: string }>(person: P): P => ({
    ...person,
    name: names.get(person.id) ?? "",
  });
  return records.map((record) => ({
    ...record,
    owner: record.owner && name(record.owner),
    deputy: record.deputy && name(record.deputy),
    owners: record.owners.map((owner) => ({ ...owner, person: name(owner.person) })),
  }));
}
