import "server-only";
import type { Database } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { countSampleSystemRows, deleteSampleSystemRows } from "@/lib/systems/repository";

export function countSampleSystems(db: Database | Tx): Promise<number> {
  return countSampleSystemRows(db);
}

/** For the sample data, which has asked for permission itself. */
export function removeSampleSystems(tx: Tx): Promise<number> {
  return deleteSampleSystemRows(tx);
}
