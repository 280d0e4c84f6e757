import "server-only";
import { countSampleRows, deleteSampleRows } from "@/lib/agents/repository";
import type { Database } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";

export function countSampleAgents(db: Database | Tx): Promise<number> {
  return countSampleRows(db);
}

/** For the sample data, which has asked for permission itself. Their slugs stay taken, as everybody's do. */
export function removeSampleAgents(tx: Tx): Promise<number> {
  return deleteSampleRows(tx);
}
