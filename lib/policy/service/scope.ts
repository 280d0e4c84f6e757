import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { findGoverned, type GovernedAgent, onGoverned } from "@/lib/agents/service";
import type { Environment } from "@/lib/core/environments";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { findPolicy, lockPolicy, type PolicyRow } from "@/lib/policy/repository";
import { actionFor, type Holder, type PolicyRight, type PolicyScope } from "@/lib/policy/rules/scope";

export async function findHolder(ctx: Ctx, scope: PolicyScope, right: PolicyRight): Promise<Holder> {
  const holder =
    scope.kind === "agent" ? holdAgent(await findGoverned(ctx, scope.slug)) : holdGuardrails(scope.environment);
  await authorize(ctx, actionFor(scope.kind, right), holder.target);
  return holder;
}

/** Changes something of a policy while it, its agent and the rights to it stay as they are. */
export async function onPolicy<T>(
  ctx: Ctx,
  scope: PolicyScope,
  right: PolicyRight,
  work: (tx: Tx, holder: Holder, policy: PolicyRow) => Promise<T>,
): Promise<T> {
  const lock = async (tx: Tx, holder: Holder): Promise<T> =>
    work(tx, holder, await lockPolicy(tx, holder.key, newId("policy", ctx.now.getTime())));
  if (scope.kind === "agent") {
    return onGoverned(ctx, scope.slug, actionFor("agent", right), async (tx, agent) => {
      if (agent.state === "retired") {
        throw new AppError("conflict", "This agent is retired; its policy does not change any more.");
      }
      return lock(tx, holdAgent(agent));
    });
  }
  const holder = holdGuardrails(scope.environment);
  await authorize(ctx, actionFor("guardrails", right), holder.target);
  return inTransaction(ctx, (tx) => lock(tx, holder));
}

/** The policy there is, also where nobody wrote one yet. */
export async function readPolicyRow(db: Ctx["db"] | Tx, { key }: Holder): Promise<PolicyRow> {
  const found = await findPolicy(db, key);
  const nobody = { id: "", agentId: null, environment: null, liveVersion: null, liveIntents: 0, draftVersion: 0 };
  return found ?? { ...nobody, ...key };
}

function holdAgent(agent: GovernedAgent): Holder {
  return { agent, environment: agent.environment, target: agent.target, key: { agentId: agent.id } };
}

function holdGuardrails(environment: Environment): Holder {
  return { agent: null, environment, target: {}, key: { environment } };
}
