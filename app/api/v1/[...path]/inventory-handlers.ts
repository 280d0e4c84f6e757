import type { Handlers } from "@/lib/http/handler";
import type { shadowOperations } from "@/lib/shadow/operations";
import * as shadow from "@/lib/shadow/service";
import type { systemOperations } from "@/lib/systems/operations";
import * as systems from "@/lib/systems/service";
import type { viewOperations } from "@/lib/views/operations";
import * as views from "@/lib/views/service";

export const systemHandlers: Handlers<typeof systemOperations> = {
  listSystems: (ctx, { query }) => systems.listSystems(ctx, query),
  getSystem: (ctx, { params }) => systems.getSystem(ctx, params.slug),
  createSystem: { run: (ctx, { body }) => systems.createSystem(ctx, body), again: systems.getSystemById },
  updateSystem: (ctx, { params, body, version }) => systems.updateSystem(ctx, params.slug, body, version),
  deleteSystem: (ctx, { params }) => systems.deleteSystem(ctx, params.slug),
};

export const shadowHandlers: Handlers<typeof shadowOperations> = {
  listShadowAgents: (ctx, { query }) => shadow.listShadowAgents(ctx, query),
  getShadowAgent: (ctx, { params }) => shadow.getShadowAgent(ctx, params.id),
  reportShadowAgent: { run: (ctx, { body }) => shadow.reportShadowAgent(ctx, body), again: shadow.getShadowAgent },
  decideShadowAgent: (ctx, { params, body }) => shadow.decideShadowAgent(ctx, params.id, body),
};

export const viewHandlers: Handlers<typeof viewOperations> = {
  listViews: (ctx, { query }) => views.listViews(ctx, query),
  createView: { run: (ctx, { body }) => views.createView(ctx, body), again: views.getView },
  updateView: (ctx, { params, body, version }) => views.updateView(ctx, params.id, body, version),
  deleteView: (ctx, { params }) => views.deleteView(ctx, params.id),
};
