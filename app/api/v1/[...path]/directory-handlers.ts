import type { directoryOperations } from "@/lib/directory/operations";
import * as directory from "@/lib/directory/service";
import type { Handlers } from "@/lib/http/handler";

export const directoryHandlers: Handlers<typeof directoryOperations> = {
  listDirectories: (ctx, { query }) => directory.listDirectories(ctx, query),
  createDirectory: {
    run: (ctx, { body }) => directory.createDirectory(ctx, body),
    again: directory.readCreated,
  },
  revokeDirectory: (ctx, { params }) => directory.revokeDirectory(ctx, params.id),
  listDirectoryGroups: (ctx, { query }) => directory.listDirectoryGroups(ctx, query),
  mapDirectoryGroup: (ctx, { params, body }) => directory.mapDirectoryGroup(ctx, params.id, body),
  listDirectoryRefusals: (ctx) => directory.listDirectoryRefusals(ctx),
};
