import type { handoverOperations } from "@/lib/handovers/operations";
import * as handovers from "@/lib/handovers/service";
import type { Handlers } from "@/lib/http/handler";

export const handoverHandlers: Handlers<typeof handoverOperations> = {
  listHandovers: (ctx, { query }) => handovers.listHandovers(ctx, query),
  getHandover: (ctx, { params }) => handovers.getHandover(ctx, params.id),
  assignHandover: (ctx, { params, body }) => handovers.assignHandover(ctx, params.id, body),
};
