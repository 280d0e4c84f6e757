import { directoryOperations } from "@/lib/directory/operations";
import { mutationFor, queryFor, queryKeyFor } from "@/lib/http/query";
import { personReads } from "@/lib/people/queries";
import { teamReads } from "@/lib/teams/queries";

/** One page holds them: two work at a time, and old ones are only looked at. */
export const directoryPageInput = { query: { limit: 50 } } as const;
export const groupPageInput = (cursor: string | null) =>
  ({ query: cursor === null ? { limit: 100 } : { limit: 100, cursor } }) as const;

export const directoriesQuery = queryFor(directoryOperations.listDirectories, directoryPageInput);
export function directoryGroupsQuery(cursor: string | null) {
  return queryFor(directoryOperations.listDirectoryGroups, groupPageInput(cursor));
}
export const directoryRefusalsQuery = queryFor(directoryOperations.listDirectoryRefusals, {});

export const directoryReads = [queryKeyFor(directoryOperations.listDirectories)];
export const groupReads = [queryKeyFor(directoryOperations.listDirectoryGroups), ...personReads, ...teamReads];

export const createDirectoryMutation = mutationFor(directoryOperations.createDirectory);
export const revokeDirectoryMutation = mutationFor(directoryOperations.revokeDirectory);
export const mapDirectoryGroupMutation = mutationFor(directoryOperations.mapDirectoryGroup);
