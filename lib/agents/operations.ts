import { recordOperations } from "@/lib/agents/operations/agents";
import { bulkOperations } from "@/lib/agents/operations/bulk";
import { lifeOperations } from "@/lib/agents/operations/life";
import { ownerOperations } from "@/lib/agents/operations/owners";
import { partOperations } from "@/lib/agents/operations/parts";

export const agentOperations = {
  ...recordOperations,
  ...bulkOperations,
  ...lifeOperations,
  ...ownerOperations,
  ...partOperations,
};

/** A page takes what it needs: the rest stays out of its script. */
export { bulkOperations, lifeOperations, ownerOperations, partOperations, recordOperations };
