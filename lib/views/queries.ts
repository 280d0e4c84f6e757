import { mutationFor, queryFor, queryKeyFor } from "@/lib/http/query";
import { viewOperations } from "@/lib/views/operations";
import type { ViewList } from "@/lib/views/rules";

/** The views of a list, as many as a menu can hold. */
export function viewsQuery(list: ViewList) {
  return queryFor(viewOperations.listViews, { query: { list, limit: 200 } });
}

export const viewReads = [queryKeyFor(viewOperations.listViews)];

export const createViewMutation = mutationFor(viewOperations.createView);
export const updateViewMutation = mutationFor(viewOperations.updateView);
export const deleteViewMutation = mutationFor(viewOperations.deleteView);
