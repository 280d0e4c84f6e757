import "server-only";
import type { Ctx } from "@/lib/access/context";
import { presentRecord, type Sharer } from "@/lib/agents/present";
import { findRecord, findSharers, insertVersion, type RecordRow, updateAgent } from "@/lib/agents/repository";
import { findGaps, type Gap, governedUntil } from "@/lib/agents/rules";
import type { AgentRecord } from "@/lib/agents/schema";
import { type AuditRecord, record } from "@/lib/audit/record";
import type { Environment } from "@/lib/core/environments";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/transaction";

type Event = Pick<AuditRecord, "type" | "data" | "personal">;

/**
 * Ends every change of an agent or of what is part of it: what follows from the record is derived anew, the version
 * rises, the event is written, and the whole record is kept as it is now. Nothing else raises a version.
 */
export async function settle(tx: Tx, ctx: Ctx, agentId: string, event: Event): Promise<RecordRow> {
  const before = await requireRecord(tx, agentId);
  await updateAgent(tx, agentId, { ...(await derive(tx, before)), version: { increment: 1 }, updatedAt: ctx.now });
  return keepVersion(tx, ctx, agentId, event);
}

/** The same for an agent that was just made: its version is 1 already. */
export async function settleNew(tx: Tx, ctx: Ctx, agentId: string, event: Event): Promise<RecordRow> {
  await updateAgent(tx, agentId, await derive(tx, await requireRecord(tx, agentId)));
  return keepVersion(tx, ctx, agentId, event);
}

/** What another agent or a system made true of this one: no version of its own, since nobody changed it. */
export async function rederive(tx: Tx, agentIds: readonly string[]): Promise<void> {
  for (const agentId of agentIds) {
    const row = await findRecord(tx, agentId);
    if (row) await updateAgent(tx, agentId, await derive(tx, row));
  }
}

export async function requireRecord(db: Ctx["db"] | Tx, agentId: string): Promise<RecordRow> {
  const row = await findRecord(db, agentId);
  if (!row) throw new AppError("not_found", "There is no such agent.");
  return row;
}

async function keepVersion(tx: Tx, ctx: Ctx, agentId: string, event: Event): Promise<RecordRow> {
  const row = await requireRecord(tx, agentId);
  const environment = row.environment as Environment;
  const eventId = await record(tx, ctx, { ...event, subjectId: agentId, environment });
  const sharers = await findRealSharers(tx, row);
  await insertVersion(tx, writeVersion(ctx, row, { id: eventId, type: event.type }, sharers));
  return row;
}

/** The whole record as it is kept under its version. */
export function writeVersion(
  ctx: Ctx,
  row: RecordRow,
  event: { id: string; type: AuditRecord["type"] },
  sharers: readonly Sharer[] = [],
) {
  return {
    agentId: row.id,
    version: row.version,
    at: ctx.now,
    actorKind: ctx.viewer.kind,
    actorId: ctx.viewer.kind === "anonymous" ? null : ctx.viewer.id,
    eventId: event.id,
    eventType: event.type,
    record: forget(presentRecord({ kind: "anonymous" }, row, sharers, ctx.now)),
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

/** The record as whoever asks sees it now, with the other agents that have one of its credentials. */
export async function showRecord(db: Ctx["db"] | Tx, ctx: Ctx, row: RecordRow): Promise<AgentRecord> {
  return presentRecord(ctx.viewer, row, await findRealSharers(db, row), ctx.now);
}

/** A label proves nothing, so two agents may call themselves the same. */
function findRealSharers(db: Ctx["db"] | Tx, row: RecordRow) {
  const real = row.identities.filter(({ kind }) => kind !== "label").map(({ credential }) => credential);
  return findSharers(db, real, row.id);
}

async function derive(tx: Tx, row: RecordRow) {
  const sharers = await findRealSharers(tx, row);
  return deriveFrom(row, new Set(sharers.map(({ credential }) => credential)));
}

/** What follows from a record; `shared` are the credentials that other agents have as well. */
export function deriveFrom(row: RecordRow, shared: ReadonlySet<string>) {
  const accepted = row.owners.filter(({ state, person }) => state === "accepted" && person.state === "active");
  const holder = (part: "owner" | "deputy"): string | null =>
    accepted.find((owner) => owner.part === part)?.personId ?? null;
  return {
    ownerId: holder("owner"),
    deputyId: holder("deputy"),
    gaps: deriveGaps(row, shared),
    bridge: row.systems.some(({ system }) => system.verifies === "network_only"),
    governedUntil: governedUntil(row, row.owners),
    sortName: row.name.normalize("NFKC").toLowerCase(),
    searchText: writeSearchText(row),
  };
}

function deriveGaps(row: RecordRow, shared: ReadonlySet<string>): Gap[] {
  return findGaps({
    purpose: row.purpose,
    kind: row.kind,
    autonomy: row.autonomy,
    tierTarget: row.tierTarget,
    modelProviders: row.modelProviders,
    duties: [row.dutiesUs, row.dutiesProvider, row.dutiesPlatform],
    dataClasses: row.dataClasses,
    statedNone: row.statedNone,
    owners: row.owners,
    systems: row.systems.map(({ system }) => system),
    memories: row.memories,
    identities: row.identities.map(({ kind, credential }) => ({ kind, shared: shared.has(credential) })),
    policyLive: false,
  });
}

function writeSearchText(row: RecordRow): string {
  const parts = [
    row.name,
    row.slug,
    ...row.slugs.map(({ slug }) => slug),
    row.purpose,
    ...row.tags,
    ...row.modelProviders,
    ...row.systems.map(({ system }) => `${system.slug} ${system.name}`),
    ...row.servers.map(({ name }) => name),
    ...row.tools.map(({ name }) => name),
  ];
  return [...new Set(parts)].join("\n").normalize("NFKC").toLowerCase().slice(0, 20_000);
}
