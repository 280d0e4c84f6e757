import "server-only";
import { environments } from "@/lib/core/environments";
import type { Ctx } from "@/lib/access/context";
import type { Action } from "@/lib/access/permissions";
import { targetOf } from "@/lib/agents/present";
import type { RecordRow } from "@/lib/agents/repository";
import { onAgent, requireAgentId } from "@/lib/agents/service/find";
import { requireRecord, settle } from "@/lib/agents/service/settle";
import type { JsonObject } from "@/lib/core/json";
import type { Tx } from "@/lib/db/transaction";
import type { HeldAgent } from "@/lib/policy/rules";

/** Of an agent what its policy needs to know, and who stands how to it. */
export type GovernedAgent = HeldAgent;

export async function findGoverned(ctx: Ctx, slug: string): Promise<GovernedAgent> {
  return describe(await requireRecord(ctx.db, await requireAgentId(ctx.db, slug)));
}

/** Changes something that hangs on an agent, while the agent and the rights to it stay as they are. */
export function onGoverned<T>(
  ctx: Ctx,
  slug: string,
  action: Action,
  work: (tx: Tx, agent: GovernedAgent) => Promise<T>,
): Promise<T> {
  return onAgent(ctx, slug, action, (tx, row) => work(tx, describe(row)));
}

/** What hangs on the agent is another: its record follows, and what is published of it. */
export async function settleGoverned(tx: Tx, ctx: Ctx, agent: GovernedAgent, data: JsonObject): Promise<void> {
  await settle(tx, ctx, agent.id, { type: "agent.policy_changed", data });
}

function describe(row: RecordRow): GovernedAgent {
  const { id, state, kind, ownerId, deputyId } = row;
  return {
    id,
    slug: row.slug,
    state,
    kind,
    tier: row.tier ?? "foundation",
    environment: environments.find((name) => name === row.environment) ?? "sandbox",
    sample: row.sample,
    owner: ownerId,
    deputy: deputyId,
    target: targetOf(row),
  };
}
