import { callOperation } from "@/lib/http/client";
import { mutationFor, queryFor, queryKeyFor } from "@/lib/http/query";
import { importOperations } from "@/lib/imports/operations";
import type { ImportRow } from "@/lib/imports/schema";

/** How far an import is. Asked again and again while it runs: events come once a step at most. */
export function importQuery(id: string) {
  return queryFor(importOperations.getImport, { params: { id } });
}

/** Every row of an import; `version` rises with each step, so that results are read when there are new ones. */
export function importRowsQuery(id: string, version: number) {
  return {
    queryKey: [...queryKeyFor(importOperations.listImportRows, { params: { id } }), version],
    async queryFn({ signal }: { signal: AbortSignal }): Promise<ImportRow[]> {
      const rows: ImportRow[] = [];
      for (let cursor: string | undefined; ;) {
        const query = { limit: 200, ...(cursor === undefined ? {} : { cursor }) };
        const page = await callOperation(importOperations.listImportRows, { params: { id }, query }, { signal });
        rows.push(...page.data);
        if (page.next_cursor === null) return rows;
        cursor = page.next_cursor;
      }
    },
  };
}

export const runImportMutation = mutationFor(importOperations.runImport);
export const fetchCardMutation = mutationFor(importOperations.fetchAgentCard);
