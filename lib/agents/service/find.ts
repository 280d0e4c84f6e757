import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import type { Action } from "@/lib/access/permissions";
import { targetOf } from "@/lib/agents/present";
import { lockAgent, type RecordRow, resolveSlug } from "@/lib/agents/repository";
import { requireRecord } from "@/lib/agents/service/settle";
import { AppError } from "@/lib/core/errors";
import type { Database } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";

/** The id behind a slug. An older slug leads on to the one the agent has now. */
export async function requireAgentId(db: Database | Tx, slug: string): Promise<string> {
  const found = await resolveSlug(db, slug);
  if (!found) throw new AppError("not_found", `There is no agent ${slug}.`);
  if (found.slug !== slug) {
    throw new AppError("renamed", `The agent ${slug} is called ${found.slug} now.`, {
      members: { renamed_to: found.slug, slug },
    });
  }
  return found.id;
}

/**
 * Finds the agent, asks for the right, and runs the change while nobody else can change the agent. The right is judged
 * before anything is locked, so that a refusal is an event of its own, and again on what the lock found.
 */
export async function onAgent<T>(
  ctx: Ctx,
  slug: string,
  action: Action,
  work: (tx: Tx, row: RecordRow) => Promise<T>,
  /** People are locked before agents, as by those who leave. */
  before?: (tx: Tx) => Promise<void>,
): Promise<T> {
  const id = await requireAgentId(ctx.db, slug);
  await authorize(ctx, action, targetOf(await requireRecord(ctx.db, id)));
  return inTransaction(ctx, async (tx) => {
    await before?.(tx);
    await lockAgent(tx, id);
    const row = await requireRecord(tx, id);
    await authorize(ctx, action, targetOf(row));
    return work(tx, row);
  });
}

export function refuseRetired(row: RecordRow): void {
  if (row.state === "retired")
    throw new AppError("conflict", "This agent is retired; its record does not change any more.");
}

export function refuseStale(row: RecordRow, version: number): void {
  if (version !== 0 && row.version !== version) {
    throw new AppError("stale_version", "Somebody changed this agent since you read it. Read again, then decide.", {
      members: { version: row.version },
    });
  }
}
