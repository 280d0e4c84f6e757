import type { Handlers } from "@/lib/http/handler";
import type { importOperations } from "@/lib/imports/operations";
import * as imports from "@/lib/imports/service";

export const importHandlers: Handlers<typeof importOperations> = {
  createImport: { run: (ctx, { body }) => imports.createImport(ctx, body), again: imports.getImport },
  getImport: (ctx, { params }) => imports.getImport(ctx, params.id),
  listImportRows: {
    run: (ctx, { params, query }) => imports.listImportRows(ctx, params.id, query),
    csv: (ctx, { params, query }) => imports.exportImportRows(ctx, params.id, query),
  },
  runImport: (ctx, { params, body }) => imports.runImport(ctx, params.id, body.only),
  fetchAgentCard: (ctx, { body }) => imports.fetchAgentCard(ctx, body.url),
};
