import "server-only";
import type { Ctx } from "@/lib/access/context";
import { presentRecord, type Sharer } from "@/lib/agents/present";
import type { RecordRow } from "@/lib/agents/repository";
import type { EventType } from "@/lib/audit/catalogue";

/** What made a record what it is now: an event of its own, or of something it refers to, and whoever brought it about. */
export type Cause = { event: { id: string; type: EventType }; by: { kind: Ctx["viewer"]["kind"]; id: string | null } };

export function nameCause({ viewer }: Pick<Ctx, "viewer">, event: Cause["event"]): Cause {
  return { event, by: { kind: viewer.kind, id: viewer.kind === "anonymous" ? null : viewer.id } };
}

/** The whole record as it is kept under its version. */
export function writeVersion(row: RecordRow, { event, by }: Cause, at: Date, sharers: readonly Sharer[] = []) {
  return {
    agentId: row.id,
    version: row.version,
    at,
    actorKind: by.kind,
    actorId: by.id,
    eventId: event.id,
    eventType: event.type,
    record: forget(presentRecord({ kind: "anonymous" }, row, sharers, at)),
  };
}

/** Names of people are read when a version is shown, and their words are not kept here: erasing a person empties both. */
function forget(stored: ReturnType<typeof presentRecord>): object {
  return {
    ...stored,
    owner: stored.owner && { ...stored.owner, name: "" },
    deputy: stored.deputy && { ...stored.deputy, name: "" },
    owners: stored.owners.map((owner) => ({ ...owner, reason: null, person: { ...owner.person, name: "" } })),
  };
}
