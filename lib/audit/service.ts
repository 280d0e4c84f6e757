import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { can, permissions } from "@/lib/access/permissions";
import { catalogue, type EventType, eventTypes } from "@/lib/audit/catalogue";
import { findCheckpoint, findVerifierKey } from "@/lib/audit/checkpoint";
import { listNamedIds, presentDetail, presentEvent } from "@/lib/audit/present";
import { makeConsistencyBundle, makeInclusionBundle } from "@/lib/audit/proofs";
import * as repository from "@/lib/audit/repository";
import type { EventFilter, EventRow, Position, TextMatch } from "@/lib/audit/repository";
import { fillWords } from "@/lib/audit/rules";
import type {
  AuditCheckpoint,
  AuditEventDetail,
  AuditEventPage,
  AuditFilters,
  ConsistencyProof,
  InclusionProof,
  ListEventsQuery,
} from "@/lib/audit/schema";
import { AppError } from "@/lib/core/errors";
import type { Database } from "@/lib/db/client";
import { cutPage, decodeCursor } from "@/lib/http/cursor";

const scope = "audit_events:at";

/** Newest first. An event written meanwhile goes before the first page and moves nothing on the next ones. */
export async function listEvents(ctx: Ctx, query: ListEventsQuery): Promise<AuditEventPage> {
  await authorize(ctx, "audit.read");
  const filter = await resolveFilter(ctx.db, query);
  const before = query.cursor === undefined ? undefined : readPosition(query.cursor);
  const found = await repository.findEvents(ctx.db, filter, { before, take: query.limit + 1 });
  const { rows, nextCursor } = cutPage(found, query.limit, scope, (row) => [row.at.toISOString(), row.id]);
  const names = await repository.findNames(ctx.db, rows.flatMap(listNamedIds));
  return { data: rows.map((row) => presentEvent(row, names, ctx.viewer)), next_cursor: nextCursor };
}

export async function readEvent(ctx: Ctx, eventId: string): Promise<AuditEventDetail> {
  await authorize(ctx, "audit.read");
  const row = await requireEvent(ctx.db, eventId);
  const names = await repository.findNames(ctx.db, listNamedIds(row));
  const personal = can(ctx.viewer, "people.read") ? await repository.findPersonal(ctx.db, eventId) : null;
  return presentDetail(row, names, ctx.viewer, personal);
}

export async function readCheckpoint(ctx: Ctx): Promise<AuditCheckpoint> {
  await authorize(ctx, "audit.read");
  const checkpoint = await findCheckpoint(ctx.db);
  if (!checkpoint) {
    throw new AppError("unavailable", "Nothing is signed yet. Ask again in a second.", { retryAfterSeconds: 1 });
  }
  return {
    origin: checkpoint.origin,
    tree_size: checkpoint.treeSize,
    root_hash: Buffer.from(checkpoint.root).toString("base64"),
    signed_at: checkpoint.signedAt.toISOString(),
    note: checkpoint.note,
    verifier_key: await findVerifierKey(ctx.db, checkpoint),
  };
}

export async function readProof(ctx: Ctx, eventId: string, treeSize: number | undefined): Promise<InclusionProof> {
  await authorize(ctx, "audit.read");
  return makeInclusionBundle(ctx.db, eventId, treeSize);
}

export async function readConsistency(ctx: Ctx, sizes: { from: number; to: number }): Promise<ConsistencyProof> {
  await authorize(ctx, "audit.read");
  return makeConsistencyBundle(ctx.db, sizes.from, sizes.to);
}

/** Whom a filter offers: people by name, and whatever ids the filter already holds. */
export async function listChoices(ctx: Ctx, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  await authorize(ctx, "audit.read");
  const [people, names] = await Promise.all([repository.findPeople(ctx.db, 100), repository.findNames(ctx.db, ids)]);
  const offered = new Set(people.map(({ id }) => id));
  const held = ids.filter((id) => !offered.has(id)).map((id) => ({ id, name: names.get(id) ?? id }));
  return [...people, ...held];
}

async function requireEvent(db: Database, eventId: string): Promise<EventRow> {
  const row = await repository.findEvent(db, eventId);
  if (row === undefined) throw new AppError("not_found", "There is no such event.");
  return row;
}

function readPosition(cursor: string): Position {
  const [at, id] = decodeCursor(scope, cursor);
  return { at: new Date(String(at)), id: String(id) };
}

/** Turns what a person asks into what an index answers: a class into its types, a text into all it can name. */
export async function resolveFilter(db: Database, filters: AuditFilters): Promise<EventFilter> {
  return {
    types: resolveTypes(filters),
    actors: filters.actor,
    subjects: filters.subject,
    requests: filters.request_id,
    from: filters.from === undefined ? undefined : new Date(filters.from),
    to: filters.to === undefined ? undefined : new Date(filters.to),
    text: filters.q === undefined ? undefined : await resolveText(db, filters.q),
  };
}

function resolveTypes({ class: classes, type }: AuditFilters): readonly string[] | undefined {
  if (classes === undefined) return type;
  return (type ?? eventTypes).filter((one) => classes.includes(catalogue[one].class));
}

async function resolveText(db: Database, text: string): Promise<TextMatch> {
  const wanted = text.toLowerCase();
  const { people, things } = await repository.matchNames(db, text);
  const denied = Object.entries(permissions).filter(([action, { words }]) =>
    `${action} ${words}`.toLowerCase().includes(wanted),
  );
  return {
    types: eventTypes.filter((type) => `${type} ${readPlainWords(type)}`.toLowerCase().includes(wanted)),
    people,
    things: [...things, ...denied.map(([action]) => action)],
    ids: [text],
  };
}

function readPlainWords(type: EventType): string {
  return fillWords(catalogue[type].words, { subject: "", person: "" });
}
