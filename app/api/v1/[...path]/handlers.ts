import type { Handlers } from "@/lib/http/handler";
import * as jobs from "@/lib/jobs/service";
import type { Operations } from "@/lib/openapi/operations";
import * as sample from "@/lib/sample/service";
import { agentHandlers } from "./agent-handlers";
import { auditHandlers } from "./audit-handlers";
import { authHandlers } from "@/lib/auth/handlers";
import { decisionHandlers } from "./decision-handlers";
import { directoryHandlers } from "./directory-handlers";
import { policyHandlers } from "./policy-handlers";
import { shadowHandlers, systemHandlers, viewHandlers } from "./inventory-handlers";
import { handoverHandlers } from "./handover-handlers";
import { importHandlers } from "./import-handlers";
import { peopleHandlers, teamHandlers } from "./people-handlers";

/** What each operation calls. Parameters are taken apart here; everything else is the services'. */
export const handlers: Handlers<Operations> = {
  ...authHandlers,
  ...peopleHandlers,
  ...teamHandlers,
  ...agentHandlers,
  ...directoryHandlers,
  ...systemHandlers,
  ...shadowHandlers,
  ...viewHandlers,
  ...policyHandlers,
  ...decisionHandlers,
  ...handoverHandlers,
  ...importHandlers,
  ...auditHandlers,
  listJobs: (ctx, { query }) => jobs.listJobs(ctx, query),
  retryJob: (ctx, { params }) => jobs.retryJob(ctx, params.id),
  discardJob: (ctx, { params }) => jobs.discardJob(ctx, params.id),
  getSample: (ctx) => sample.getSample(ctx),
  addSample: (ctx) => sample.addSample(ctx),
  deleteSample: (ctx) => sample.deleteSample(ctx),
};
