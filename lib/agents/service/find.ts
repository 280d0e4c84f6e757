import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { type Action, can, type Target } from "@/lib/access/permissions";
import { targetOf } from "@/lib/agents/present";
import { lockAgents, type RecordRow, resolveSlug } from "@/lib/agents/repository";
import { requireRecord } from "@/lib/agents/service/settle";
import { AppError, isAppError } from "@/lib/core/errors";
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
  work: (tx: Tx, row: RecordRow, others: readonly string[]) => Promise<T>,
  /** Takes what is locked before agents, and answers which others are locked together with this one. */
  before?: (tx: Tx, id: string) => Promise<readonly string[] | void>,
): Promise<T> {
  const id = await requireAgentId(ctx.db, slug);
  await authorize(ctx, action, targetOf(await requireRecord(ctx.db, id)));
  return holdingLocks(ctx, async (tx) => {
    const others = (await before?.(tx, id)) ?? [];
    await lockAgents(tx, [id, ...others]);
    const row = await requireRecord(tx, id);
    insist(ctx, action, targetOf(row));
    return work(tx, row, others);
  });
}

class Denied extends Error {
  readonly #right: { action: Action; target: Target; words: string | undefined };

  constructor(action: Action, target: Target, words: string | undefined) {
    super("Denied behind the locks.");
    this.#right = { action, target, words };
  }

  /** Never answers: what was denied is denied, and is in the log. */
  async tell(ctx: Ctx): Promise<never> {
    const { action, target, words } = this.#right;
    try {
      await authorize(ctx, action, target);
    } catch (error) {
      if (words === undefined || !isAppError(error) || error.code !== "forbidden") throw error;
      throw new AppError("forbidden", words, { members: error.members });
    }
    throw new AppError("conflict", "Your rights changed at this moment. Try again.");
  }
}

/** As `authorize`, behind the locks. */
export function insist(ctx: Ctx, action: Action, target: Target, words?: string): void {
  if (!can(ctx.viewer, action, target)) throw new Denied(action, target, words);
}

/**
 * A transaction in which `insist` may refuse. A refusal is an event that outlives it, so it needs another connection; who
 * waited for one while holding locks would wait for those who wait for the locks. It is written once they are given back.
 */
export async function holdingLocks<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(ctx, work);
  } catch (error) {
    return error instanceof Denied ? error.tell(ctx) : Promise.reject(error);
  }
}

export function refuseRetired(row: RecordRow): void {
  if (row.state === "retired")
    throw new AppError("conflict", "This agent is retired; its record does not change any more.");
}

/** `version` 0 asks for no particular one: callers of our own say so, a caller of the API never can. */
export function refuseStale(row: RecordRow, version: number): void {
  if (version !== 0 && row.version !== version) {
    throw new AppError("stale_version", "Somebody changed this agent since you read it. Read again, then decide.", {
      members: { version: row.version },
    });
  }
}
