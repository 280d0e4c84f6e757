import type { decisionOperations } from "@/lib/decisions/operations";
import * as decisions from "@/lib/decisions/service";
import type { Handlers } from "@/lib/http/handler";

export const decisionHandlers: Handlers<typeof decisionOperations> = {
  listDecisions: (ctx, { query }) => decisions.listDecisions(ctx, query),
  listDecisionShapes: (ctx, { query }) => decisions.listDecisionShapes(ctx, query),
  getDecision: (ctx, { params }) => decisions.getDecision(ctx, params.id),
  listObservedActions: (ctx, { params }) => decisions.listObservedActions(ctx, params.slug),
  listEnvironments: (ctx) => decisions.listEnvironments(ctx),
  updateEnvironment: (ctx, { params, body, version }) => decisions.updateEnvironment(ctx, params.name, body, version),
};
