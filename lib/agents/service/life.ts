import "server-only";
import { can } from "@/lib/access/permissions";
import type { Ctx } from "@/lib/access/context";
import { readGuardFacts, targetOf } from "@/lib/agents/present";
import { type RecordRow, updateAgent } from "@/lib/agents/repository";
import { findUnmet, life, type LifeVerb, mayFollow } from "@/lib/agents/rules";
import type { AgentRecord } from "@/lib/agents/schema";
import { onAgent } from "@/lib/agents/service/find";
import { finishHandovers } from "@/lib/agents/service/handed";
import { holdSharers } from "@/lib/agents/service/identities";
import { settle, showRecord } from "@/lib/agents/service/settle";
import type { EventType } from "@/lib/audit/catalogue";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/transaction";

const events = {
  submit: "agent.submitted",
  withdraw: "agent.withdrawn",
  activate: "agent.activated",
  deny: "agent.denied",
  suspend: "agent.suspended",
  resume: "agent.resumed",
  revoke: "agent.revoked",
  reopen: "agent.reopened",
  retire: "agent.retired",
} as const satisfies Record<LifeVerb, EventType>;

const stateWords = {
  draft: "a draft",
  in_review: "in review",
  active: "active",
  suspended: "suspended",
  denied: "denied",
  revoked: "revoked",
  retired: "retired",
} as const;

/** One step of an agent's life. The reason is kept with the record and, as a person's words, beside the log. */
export function takeStep(ctx: Ctx, slug: string, verb: LifeVerb, reason: string | null): Promise<AgentRecord> {
  const step = life[verb];
  const take = async (tx: Tx, row: RecordRow, sharers: readonly string[]): Promise<AgentRecord> => {
    if (!mayFollow(verb, row.state)) {
      const from = step.from.map((state) => stateWords[state]).join(" or ");
      throw new AppError("conflict", `This agent is ${stateWords[row.state]}; only one that is ${from} can do this.`);
    }
    if (step.guarded) refuseUnmet(ctx, row);
    await updateAgent(tx, row.id, {
      state: step.to,
      stateReason: reason,
      stateAt: ctx.now,
      stateBy: ctx.viewer.kind === "anonymous" ? "" : ctx.viewer.id,
      stateByReview: actsAsReview(ctx, row),
    });
    const event = {
      type: events[verb],
      data: { before: { state: row.state }, after: { state: step.to } },
      ...(reason === null ? {} : { personal: { personId: null, data: { reason } } }),
    };
    const settled = await settle(tx, ctx, row.id, event, sharers);
    if (step.to === "retired") await finishHandovers(tx, ctx, row.id, ["owner", "deputy"]);
    return showRecord(tx, ctx, settled);
  };
  // A retired agent uses no credential any more: whoever shared one with it has it alone.
  const before = step.to === "retired" ? holdSharers : undefined;
  return onAgent(ctx, slug, step.right === "steer" ? "agents.steer" : "agents.review", take, before);
}

/** Owner and deputy act as such, also where they are in security. */
function actsAsReview(ctx: Ctx, row: RecordRow): boolean {
  const { viewer } = ctx;
  if (viewer.kind !== "person" || !can(viewer, "agents.review")) return false;
  return targetOf(row).keepers?.includes(viewer.id) !== true;
}

function refuseUnmet(ctx: Ctx, row: RecordRow): void {
  const unmet = findUnmet(readGuardFacts(ctx.viewer, row));
  if (unmet.length === 0) return;
  throw new AppError("conflict", `This agent cannot be active yet: ${unmet.map(({ words }) => words).join("; ")}.`, {
    members: { unmet: unmet.map(({ code, words }) => ({ code, words })) },
  });
}
