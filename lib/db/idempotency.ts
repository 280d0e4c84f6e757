import "server-only";
import type { EventType } from "@/lib/audit/catalogue";
import type { Database } from "@/lib/db/client";

export type IdempotencyScope = { caller: string; method: string; path: string; key: string };
export type IdempotencyRun = {
  scope: IdempotencyScope;
  bodyHash: Uint8Array<ArrayBuffer>;
  requestId: string;
  created: EventType;
  now: Date;
};
export type IdempotencyOutcome =
  | { kind: "run" }
  | { kind: "again"; resourceId: string }
  | { kind: "running" }
  | { kind: "other_body" };

const keptMs = 24 * 3_600_000;
/** A transaction lasts ten seconds at most; a run that has said nothing for a minute has died. */
const staleMs = 60_000;

/** Takes the key for this request, or tells what became of the request that had it first. */
export async function claimKey(db: Database, run: IdempotencyRun): Promise<IdempotencyOutcome> {
  const { scope, now } = run;
  const taken = await db.$executeRaw`
    insert into idempotency_keys (caller, method, path, key, body_hash, request_id, created_at)
    values (${scope.caller}, ${scope.method}, ${scope.path}, ${scope.key}, ${run.bodyHash}, ${run.requestId}, ${now})
    on conflict (caller, method, path, key) do update
      set body_hash = excluded.body_hash, request_id = excluded.request_id, created_at = excluded.created_at, resource_id = null
      where idempotency_keys.created_at <= ${new Date(now.getTime() - keptMs)}`;
  if (taken === 1) return { kind: "run" };
  const first = await db.idempotencyKey.findUnique({ where: { caller_method_path_key: scope } });
  // The first run failed and gave the key back between the two statements; the caller's next attempt finds it free.
  if (!first) return { kind: "running" };
  if (!Buffer.from(first.bodyHash).equals(run.bodyHash)) return { kind: "other_body" };
  if (first.resourceId !== null) return { kind: "again", resourceId: first.resourceId };
  if (first.createdAt.getTime() > now.getTime() - staleMs) return { kind: "running" };
  return takeOver(db, run, first);
}

/**
 * The first run died before it could say what it made. Its audit event was committed with the change, so the event
 * tells: there, the resource exists and is answered; not there, nothing was made and this request runs instead.
 */
async function takeOver(
  db: Database,
  run: IdempotencyRun,
  first: { requestId: string; createdAt: Date },
): Promise<IdempotencyOutcome> {
  const event = await db.auditEvent.findFirst({
    where: { type: run.created, at: { gte: first.createdAt }, requestId: first.requestId, actorId: run.scope.caller },
    select: { id: true, subjectId: true },
  });
  if (event) {
    // An event without a subject is what was made: an export.
    const made = event.subjectId ?? event.id;
    await completeKey(db, { ...run, requestId: first.requestId }, made);
    return { kind: "again", resourceId: made };
  }
  const { count } = await db.idempotencyKey.updateMany({
    where: { ...run.scope, resourceId: null, createdAt: first.createdAt },
    data: { requestId: run.requestId, createdAt: run.now },
  });
  return { kind: count === 1 ? "run" : "running" };
}

export async function completeKey(db: Database, run: IdempotencyRun, resourceId: string): Promise<void> {
  await db.idempotencyKey.updateMany({ where: { ...run.scope, requestId: run.requestId }, data: { resourceId } });
}

/** The run was refused and changed nothing: the same key may be tried again at once. */
export async function releaseKey(db: Database, run: IdempotencyRun): Promise<void> {
  await db.idempotencyKey.deleteMany({ where: { ...run.scope, requestId: run.requestId, resourceId: null } });
}

/** For the worker. */
export async function deleteExpiredKeys(db: Database, now: Date): Promise<number> {
  const { count } = await db.idempotencyKey.deleteMany({
    where: { createdAt: { lte: new Date(now.getTime() - keptMs) } },
  });
  return count;
}
