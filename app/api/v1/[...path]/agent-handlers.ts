import type { agentOperations } from "@/lib/agents/operations";
import type { LifeVerb } from "@/lib/agents/rules";
import * as agents from "@/lib/agents/service";
import type { Ctx } from "@/lib/access/context";
import type { Handlers } from "@/lib/http/handler";

type Step = { params: { slug: string }; body: { reason?: string | undefined } };
const step =
  (verb: LifeVerb) =>
  (ctx: Ctx, { params, body }: Step) =>
    agents.takeStep(ctx, params.slug, verb, body.reason ?? null);

export const agentHandlers: Handlers<typeof agentOperations> = {
  listAgents: {
    run: (ctx, { query }) => agents.listAgents(ctx, query),
    csv: (ctx, { query }) => agents.exportAgents(ctx, query),
  },
  changeAgents: (ctx, { body }) => agents.changeAgents(ctx, body),
  getAgent: (ctx, { params, query }) => agents.getAgent(ctx, params.slug, query.as_of),
  createAgent: { run: (ctx, { body }) => agents.createAgent(ctx, body), again: agents.getAgentById },
  updateAgent: (ctx, { params, body, version }) => agents.updateAgentFields(ctx, params.slug, body, version),
  renameAgent: (ctx, { params, body }) => agents.renameAgent(ctx, params.slug, body.slug),
  assessAgent: (ctx, { params, body }) => agents.assessAgent(ctx, params.slug, body.tier, body.reason),
  listAgentHistory: (ctx, { params, query }) => agents.listAgentHistory(ctx, params.slug, query),
  submitAgent: step("submit"),
  withdrawAgent: step("withdraw"),
  activateAgent: step("activate"),
  denyAgent: step("deny"),
  suspendAgent: step("suspend"),
  resumeAgent: step("resume"),
  revokeAgent: step("revoke"),
  reopenAgent: step("reopen"),
  retireAgent: step("retire"),
  listOwnerships: (ctx, { query }) => agents.listOwnerships(ctx, query),
  listAgentOwners: (ctx, { params }) => agents.listAgentOwners(ctx, params.slug),
  askOwner: { run: (ctx, { params, body }) => agents.askOwner(ctx, params.slug, body), again: agents.getAgentById },
  withdrawOwner: (ctx, { params }) => agents.withdrawQuestion(ctx, params.slug, params.id),
  acceptOwnership: (ctx, { params }) => agents.acceptOwnership(ctx, params.slug, params.id),
  declineOwnership: (ctx, { params, body }) => agents.declineOwnership(ctx, params.slug, params.id, body.reason),
  confirmOwnership: (ctx, { params }) => agents.confirmOwnership(ctx, params.slug, params.id),
  stepDown: (ctx, { params, body }) => agents.stepDown(ctx, params.slug, params.id, body.reason),
  addIdentity: {
    run: (ctx, { params, body }) => agents.addIdentity(ctx, params.slug, body),
    again: agents.getAgentById,
  },
  removeIdentity: (ctx, { params }) => agents.removeIdentity(ctx, params.slug, params.id),
  reachSystem: (ctx, { params, body }) => agents.reachSystem(ctx, params.slug, params.system, body.via),
  leaveSystem: (ctx, { params }) => agents.leaveSystem(ctx, params.slug, params.system),
  addMemory: { run: (ctx, { params, body }) => agents.addMemory(ctx, params.slug, body), again: agents.getAgentById },
  changeMemory: (ctx, { params, body, version }) => agents.changeMemory(ctx, params.slug, params.id, body, version),
  removeMemory: (ctx, { params }) => agents.removeMemory(ctx, params.slug, params.id),
  adoptAgent: (ctx, { params }) => agents.adoptAgent(ctx, params.slug, params.child),
  releaseAgent: (ctx, { params }) => agents.releaseAgent(ctx, params.slug, params.child),
};
