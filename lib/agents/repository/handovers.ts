import "server-only";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

type Part = "owner" | "deputy";

export async function insertHandover(tx: Transaction, data: Prisma.HandoverUncheckedCreateInput): Promise<void> {
  await tx.handover.create({ data });
}

export async function closeHandover(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.handover.update({ where: { id }, data: { finishedAt: at, version: { increment: 1 } } });
}

/**
 * Open hand-overs in which one of these parts of this agent was held, locked in the order of their ids: whoever takes the
 * last two parts at the same moment waits for the other here, and the second one finds nothing open any more.
 */
export function lockOpenHandoversOf(
  tx: Transaction,
  agentId: string,
  parts: readonly Part[],
): Promise<{ id: string; personId: string }[]> {
  return tx.$queryRaw<{ id: string; personId: string }[]>`
    select h.id, h.person_id as "personId" from handovers h
    where h.finished_at is null and exists(
      select from agent_owners o
      where o.handover_id = h.id and o.agent_id = ${agentId} and o.part = any(${[...parts]}::owner_part[]))
    order by h.id for no key update`;
}

/** The hand-over itself, while it is open. */
export async function lockOpenHandover(tx: Transaction, id: string): Promise<{ id: string; personId: string } | null> {
  const rows = await tx.$queryRaw<{ id: string; personId: string }[]>`
    select id, person_id as "personId" from handovers where id = ${id} and finished_at is null for no key update`;
  return rows[0] ?? null;
}

/** Whether something that was held has nobody yet who accepted; retired agents need nobody. */
export async function hasOpenParts(tx: Transaction, handoverId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from agent_owners h join agents a on a.id = h.agent_id
    where h.handover_id = ${handoverId} and a.state <> 'retired'
      and not exists (
        select from agent_owners o
        where o.accepted_key = h.agent_id || ':' || h.part::text and o.handover_id is distinct from h.handover_id)
    limit 1`;
  return rows.length > 0;
}

/** What a leaver holds and a job has still to end belongs to the hand-over from the first moment. */
export async function markHanded(tx: Transaction, ownershipIds: readonly string[], handoverId: string): Promise<void> {
  await tx.agentOwner.updateMany({ where: { id: { in: [...ownershipIds] } }, data: { handoverId } });
}
