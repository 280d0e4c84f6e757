import type { Handlers } from "@/lib/http/handler";
import * as jobs from "@/lib/jobs/service";
import type { Operations } from "@/lib/openapi/operations";
import * as sample from "@/lib/sample/service";
import { auditHandlers } from "./audit-handlers";
import { authHandlers } from "@/lib/auth/handlers";
import { peopleHandlers, teamHandlers } from "./people-handlers";

/** What each operation calls. Parameters are taken apart here; everything else is the services'. */
export const handlers: Handlers<Operations> = {
  ...authHandlers,
  ...peopleHandlers,
  ...teamHandlers,
  ...auditHandlers,
  listJobs: (ctx, { query }) => jobs.listJobs(ctx, query),
  retryJob: (ctx, { params }) => jobs.retryJob(ctx, params.id),
  discardJob: (ctx, { params }) => jobs.discardJob(ctx, params.id),
  getSample: (ctx) => sample.getSample(ctx),
  addSample: (ctx) => sample.addSample(ctx),
  deleteSample: (ctx) => sample.deleteSample(ctx),
};
