import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { presentOwnership, targetOf } from "@/lib/agents/present";
import { findOwnership, lockAgents, type OwnerRow, type RecordRow, updateOwnership } from "@/lib/agents/repository";
import { dueAfterConfirming, mayHoldBoth, movesUp } from "@/lib/agents/rules";
import type { AgentRecord, NewOwner, Ownership } from "@/lib/agents/schema";
import { addOwnership, requireCandidate } from "@/lib/agents/service/ask";
import { refuseSamePerson } from "@/lib/agents/service/create";
import { holdingLocks, insist, onAgent, refuseRetired, requireAgentId } from "@/lib/agents/service/find";
import { finishHandovers } from "@/lib/agents/service/handed";
import { queueSuccession } from "@/lib/agents/service/notify";
import { requireRecord, settle, showRecord } from "@/lib/agents/service/settle";
import { record } from "@/lib/audit/record";
import type { Environment } from "@/lib/core/environments";
import { AppError } from "@/lib/core/errors";
import { inTransaction, type Tx } from "@/lib/db/transaction";

export async function askOwner(ctx: Ctx, slug: string, input: NewOwner): Promise<AgentRecord> {
  const before = (tx: Tx) => requireCandidate(tx, ctx, input.person, "/person");
  return onAgent(
    ctx,
    slug,
    "agents.set_owners",
    async (tx, row) => {
      refuseRetired(row);
      return showRecord(tx, ctx, await ask(tx, ctx, row, input));
    },
    before,
  );
}

/** For a hand-over, which has a right of its own. Whoever accepted meanwhile is not asked away again. */
export async function askSuccessor(ctx: Ctx, agentId: string, input: NewOwner): Promise<"asked" | "accepted"> {
  await authorize(ctx, "handovers.manage");
  return holdingLocks(ctx, async (tx) => {
    await requireCandidate(tx, ctx, input.person, "/person");
    await lockAgents(tx, [agentId]);
    const row = await requireRecord(tx, agentId);
    refuseRetired(row);
    const holds = isHolder(input.part);
    if (row.owners.some(holds)) throw new AppError("conflict", "Somebody has accepted this already.");
    const { owners } = await ask(tx, ctx, row, input);
    return owners.some((owner) => holds(owner) && owner.personId === input.person) ? "accepted" : "asked";
  });
}

/** For callers that hold the lock and have asked for permission. Asking oneself is a yes. */
export async function ask(tx: Tx, ctx: Ctx, row: RecordRow, { part, person }: NewOwner): Promise<RecordRow> {
  await requireCandidate(tx, ctx, person, "/person");
  if (part === "owner") refuseTakeover(ctx, row);
  const open = row.owners.filter((owner) => owner.state === "asked" || owner.state === "accepted");
  if (open.some((owner) => owner.part === part && owner.personId === person))
    throw new AppError("conflict", "This person is asked already, or has accepted.");
  const other = open.find((owner) => owner.part !== part && owner.personId === person);
  if (other && !mayHoldBoth(row.environment) && !movesUp(part, other)) refuseSamePerson();
  for (const asked of open.filter((owner) => owner.part === part && owner.state === "asked"))
    await end(tx, ctx, asked, "somebody_else_asked");
  const isOwn = ctx.viewer.kind === "person" && ctx.viewer.id === person;
  if (isOwn) await makeRoom(tx, ctx, row, { part, personId: person });
  await addOwnership(tx, ctx, { agentId: row.id, part, personId: person, tiers: row });
  const type = isOwn ? "agent.owner_accepted" : "agent.owner_asked";
  const settled = await settle(tx, ctx, row.id, { type, data: { part, person } });
  await finishHandovers(tx, ctx, row.id, [part]);
  return settled;
}

/** An owner who accepted and is here gives way by their own word or by that of security, not by their deputy's. */
function refuseTakeover(ctx: Ctx, row: RecordRow): void {
  const holder = row.owners.find(isHolder("owner"));
  if (!holder || (ctx.viewer.kind === "person" && ctx.viewer.id === holder.personId)) return;
  const words =
    "Somebody owns this agent and is here. Only they themselves, or somebody from security, can ask another.";
  insist(ctx, "agents.set_owners", { agentId: row.id }, words);
}

function isHolder(part: OwnerRow["part"]): (owner: OwnerRow) => boolean {
  return (owner) => owner.part === part && owner.state === "accepted" && owner.person.state === "active";
}

type Verb = (tx: Tx, ctx: Ctx, row: RecordRow, owner: OwnerRow) => Promise<void>;

/** What the person themselves says of it; nobody says it for them. */
async function answer(ctx: Ctx, slug: string, id: string, verb: Verb): Promise<Ownership> {
  const agentId = await requireAgentId(ctx.db, slug);
  const found = await requireOwnership(ctx.db, agentId, id);
  await authorize(ctx, "agents.answer", { personId: found.personId, agentId });
  return inTransaction(ctx, async (tx) => {
    await requireCandidate(tx, ctx, found.personId, "/person");
    await lockAgents(tx, [agentId]);
    const row = await requireRecord(tx, agentId);
    refuseRetired(row);
    await verb(tx, ctx, row, await requireOwnership(tx, agentId, id));
    const after = await requireOwnership(tx, agentId, id);
    return presentOwnership(ctx.viewer, after, targetOf(await requireRecord(tx, agentId)), ctx.now);
  });
}

async function requireOwnership(db: Ctx["db"] | Tx, agentId: string, id: string): Promise<OwnerRow> {
  const owner = await findOwnership(db, id);
  if (!owner || owner.agentId !== agentId) throw new AppError("not_found", "Nobody is asked under this id.");
  return owner;
}

export function acceptOwnership(ctx: Ctx, slug: string, id: string): Promise<Ownership> {
  return answer(ctx, slug, id, async (tx, _, row, owner) => {
    if (owner.state !== "asked") throw new AppError("conflict", "This question is answered, or was taken back.");
    await makeRoom(tx, ctx, row, owner);
    await updateOwnership(tx, id, {
      state: "accepted",
      answeredAt: ctx.now,
      confirmedAt: ctx.now,
      confirmBy: dueAfterConfirming(row, ctx.now),
      confirmBecause: "rhythm",
      askedKey: null,
      acceptedKey: `${row.id}:${owner.part}`,
    });
    await settle(tx, ctx, row.id, { type: "agent.owner_accepted", data: { part: owner.part, person: owner.personId } });
    await finishHandovers(tx, ctx, row.id, [owner.part]);
  });
}

export function declineOwnership(ctx: Ctx, slug: string, id: string, reason: string): Promise<Ownership> {
  return answer(ctx, slug, id, async (tx, _, row, owner) => {
    if (owner.state !== "asked") throw new AppError("conflict", "This question is answered, or was taken back.");
    await updateOwnership(tx, id, { state: "declined", answeredAt: ctx.now, reason, askedKey: null });
    await settle(tx, ctx, row.id, {
      type: "agent.owner_declined",
      data: { part: owner.part, person: owner.personId },
      personal: { personId: owner.personId, data: { reason } },
    });
  });
}

export function confirmOwnership(ctx: Ctx, slug: string, id: string): Promise<Ownership> {
  return answer(ctx, slug, id, async (tx, _, row, owner) => {
    if (owner.state !== "accepted") throw new AppError("conflict", "Only what was accepted can be confirmed.");
    const confirmBy = dueAfterConfirming(row, ctx.now);
    await updateOwnership(tx, id, { confirmedAt: ctx.now, confirmBy, confirmBecause: "rhythm" });
    await settle(tx, ctx, row.id, {
      type: "agent.owner_confirmed",
      data: { part: owner.part, person: owner.personId, until: confirmBy.toISOString() },
    });
  });
}

export function stepDown(ctx: Ctx, slug: string, id: string, reason: string): Promise<Ownership> {
  return answer(ctx, slug, id, async (tx, _, row, owner) => {
    if (owner.state !== "accepted") throw new AppError("conflict", "Only what was accepted can be given up.");
    await end(tx, ctx, owner, "stepped_down");
    await settle(tx, ctx, row.id, {
      type: "agent.owner_ended",
      data: { part: owner.part, person: owner.personId, because: "stepped_down" },
      personal: { personId: owner.personId, data: { reason } },
    });
  });
}

/** A question is taken back by those who may ask it. */
export async function withdrawQuestion(ctx: Ctx, slug: string, id: string): Promise<void> {
  await onAgent(ctx, slug, "agents.set_owners", async (tx, row) => {
    const owner = await requireOwnership(tx, row.id, id);
    if (owner.state !== "asked") throw new AppError("conflict", "This question is answered, or was taken back.");
    await end(tx, ctx, owner, "taken_back");
    const data = { part: owner.part, person: owner.personId, because: "taken_back" };
    await settle(tx, ctx, row.id, { type: "agent.owner_ended", data });
  });
}

type Taking = Pick<OwnerRow, "part" | "personId">;

/** Ends what whoever held the part had, and the deputy's part of a deputy who becomes the owner. The log names who lost it, and they are told. */
async function makeRoom(tx: Tx, ctx: Ctx, row: RecordRow, { part, personId }: Taking): Promise<void> {
  for (const owner of row.owners) {
    if (owner.state !== "accepted") continue;
    const movesOn = owner.personId === personId && !mayHoldBoth(row.environment);
    if (owner.part !== part && !movesOn) continue;
    const because = owner.part === part ? "succeeded" : "moved_up";
    await end(tx, ctx, owner, because);
    await record(tx, ctx, {
      type: "agent.owner_ended",
      subjectId: row.id,
      environment: row.environment as Environment,
      data: {
        part: owner.part,
        person: owner.personId,
        because,
        ...(owner.part === part ? { before: { person: owner.personId }, after: { person: personId } } : {}),
      },
    });
    if (owner.part === part) await queueSuccession(tx, owner.personId);
  }
}

export async function end(
  tx: Tx,
  ctx: Ctx,
  owner: Pick<OwnerRow, "id">,
  because: string,
  handoverId: string | null = null,
): Promise<void> {
  await updateOwnership(tx, owner.id, {
    state: "ended",
    endedAt: ctx.now,
    endedBecause: because,
    ...(handoverId === null ? {} : { handoverId }),
    askedKey: null,
    acceptedKey: null,
  });
}
