import "server-only";
import { createExport, openExportFile, readExport } from "@/lib/audit/export";
import type { auditOperations } from "@/lib/audit/operations";
import { listEvents, readCheckpoint, readConsistency, readEvent, readProof } from "@/lib/audit/service";
import type { Handlers } from "@/lib/http/handler";

export const auditHandlers = {
  listAuditEvents: (ctx, { query }) => listEvents(ctx, query),
  readAuditEvent: (ctx, { params }) => readEvent(ctx, params.evt),
  createAuditExport: { run: (ctx, { body }) => createExport(ctx, body), again: readExport },
  readAuditExport: (ctx, { params }) => readExport(ctx, params.evt),
  readAuditExportFile: (ctx, { params }) => openExportFile(ctx, params.evt),
  readAuditCheckpoint: (ctx) => readCheckpoint(ctx),
  readAuditNote: async (ctx) => ({ mediaType: "text/plain; charset=utf-8", content: (await readCheckpoint(ctx)).note }),
  readAuditProof: (ctx, { params, query }) => readProof(ctx, params.evt, query.tree_size),
  readAuditConsistency: (ctx, { query }) => readConsistency(ctx, query),
} satisfies Handlers<typeof auditOperations>;
