import "server-only";
import { createHash, randomBytes } from "node:crypto";
import type { Ctx } from "@/lib/access/context";
import { catalogue, type EventType } from "@/lib/audit/catalogue";
import { writeLeaf } from "@/lib/audit/merkle/hashing";
import { checkEvent } from "@/lib/audit/rules";
import type { Environment } from "@/lib/core/environments";
import { newId } from "@/lib/core/ids";
import type { JsonObject } from "@/lib/core/json";
import type { Viewer } from "@/lib/core/viewer";
import { writeCanonical } from "@/lib/crypto/canonical";
import { sha256 } from "@/lib/crypto/sha256";
import { notifyChange } from "@/lib/db/changes";
import { insertMany } from "@/lib/db/insert-many";
import type { Tx } from "@/lib/db/transaction";
import { chooseTopic } from "@/lib/events/rules";

export type AuditRecord = {
  type: EventType;
  subjectId: string | null;
  environment?: Environment;
  /**
   * Ids, states, counts; never a person's name or address. A change is told as `before` and `after`, objects with the
   * same keys; a second person or team by id as `person` and `team`.
   */
  data?: JsonObject;
  /**
   * Personal values (names, addresses), a change as `before` and `after` here too. They lie beside the log, which holds
   * their salted hash, and go when the person is erased.
   */
  personal?: { personId: string | null; data: JsonObject };
};

/** Writes one event in the transaction of the change it tells about, so that both are kept or neither. */
export async function record(
  tx: Tx,
  ctx: Pick<Ctx, "viewer" | "requestId" | "now">,
  event: AuditRecord,
): Promise<string> {
  const { row, personal } = writeRows(ctx, event);
  await tx.auditEvent.create({ data: row });
  if (personal) await tx.auditPrivate.create({ data: personal });
  await tx.$executeRaw`select pg_notify('ambit_audit', '')`;
  const personId = ctx.viewer.kind === "person" ? ctx.viewer.id : null;
  await notifyChange(tx, { topic: chooseTopic(row.subjectKind), id: event.subjectId, personId });
  return row.id;
}

/** Many events at once, as one change of many things needs it. Pages are told of each kind of thing once. */
export async function recordAll(
  tx: Tx,
  ctx: Pick<Ctx, "viewer" | "requestId" | "now">,
  events: readonly AuditRecord[],
): Promise<string[]> {
  const written = events.map((event) => writeRows(ctx, event));
  await insertMany(
    tx,
    "audit_events",
    written.map(({ row }) => row),
  );
  await insertMany(
    tx,
    "audit_private",
    written.flatMap(({ personal }) => personal ?? []),
  );
  await tx.$executeRaw`select pg_notify('ambit_audit', '')`;
  const personId = ctx.viewer.kind === "person" ? ctx.viewer.id : null;
  for (const topic of new Set(written.map(({ row }) => chooseTopic(row.subjectKind))))
    await notifyChange(tx, { topic, id: null, personId });
  return written.map(({ row }) => row.id);
}

function writeRows(ctx: Pick<Ctx, "viewer" | "requestId" | "now">, event: AuditRecord) {
  checkEvent({
    subjectId: event.subjectId,
    requestId: ctx.requestId,
    data: event.data,
    personal: event.personal?.data,
  });
  const salt = randomBytes(16);
  const fields = describeEvent(ctx, event, salt);
  const canonical = writeCanonical(fields);
  const row = {
    id: fields.id,
    at: ctx.now,
    class: fields.class,
    type: fields.type,
    actorKind: fields.actor.kind,
    actorId: fields.actor.id,
    subjectKind: fields.subject.kind,
    subjectId: fields.subject.id,
    environment: fields.environment,
    requestId: fields.request_id,
    data: fields.data,
    canonical,
    leafHash: hashLeaf(canonical),
  };
  const personal = event.personal && {
    eventId: fields.id,
    personId: event.personal.personId,
    salt,
    data: event.personal.data,
  };
  return { row, personal };
}

/** The event as it is hashed: names and order of members are fixed, since old leaves must always be read the same way. */
function describeEvent(ctx: Pick<Ctx, "viewer" | "requestId" | "now">, event: AuditRecord, salt: Uint8Array) {
  const { class: eventClass, subject } = catalogue[event.type];
  const data: JsonObject = event.personal
    ? { ...event.data, personal: hashPersonal(salt, event.personal.data) }
    : { ...event.data };
  return {
    id: newId("event", ctx.now.getTime()),
    at: ctx.now.toISOString(),
    class: eventClass,
    type: event.type,
    actor: { kind: ctx.viewer.kind, id: readActorId(ctx.viewer) },
    subject: { kind: subject, id: event.subjectId },
    environment: event.environment ?? null,
    request_id: ctx.requestId,
    data,
  };
}

function readActorId(viewer: Viewer): string | null {
  return viewer.kind === "anonymous" ? null : viewer.id;
}

/** How the log knows personal values it does not hold: who has the values and the salt can show that they are the ones. */
export function hashPersonal(salt: Uint8Array, data: JsonObject): string {
  return `sha-256:${createHash("sha256").update(salt).update(writeCanonical(data)).digest("base64url")}`;
}

function hashLeaf(canonical: string): Uint8Array<ArrayBuffer> {
  return sha256(writeLeaf(new TextEncoder().encode(canonical)));
}
