import "server-only";
import type { Ctx } from "@/lib/access/context";
import { rederiveReaching } from "@/lib/agents/service";
import type { Database } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";

/** How many agents one transaction derives anew. */
const atOnce = 100;

/**
 * What a system says of itself decides the bridges and gaps of the agents that reach it. They are derived after the
 * change is committed, never in its transaction: an agent that is being changed holds its own lock and waits for the
 * system's, so holding the system's and waiting for the agent's would end in a deadlock. The job is asked for in the
 * transaction, so that nothing is left out when the process dies in between.
 */
export async function askToRederive(tx: Tx, systemId: string): Promise<void> {
  await enqueue(tx, "rederive_reaching", { system: systemId }, { key: `rederive_reaching:${systemId}` });
}

/** For few agents at once, so that whoever changed the system sees the outcome; for many it is left to the job. */
export async function rederiveNow(ctx: Ctx, systemId: string, agents: number): Promise<void> {
  if (agents === 0 || agents > atOnce) return;
  await inTransaction(ctx, (tx) => rederiveReaching(tx, systemId, { limit: atOnce }));
}

/** The job: all of them, a hundred a transaction. Again does no harm. */
export async function rederiveLater(db: Database, systemId: string): Promise<void> {
  let after: string | undefined;
  do {
    after = await inTransaction({ db }, (tx) => rederiveReaching(tx, systemId, { after, limit: atOnce }));
  } while (after !== undefined);
}
