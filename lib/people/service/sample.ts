import "server-only";
import type { Database } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { countSamplePersons, deleteSamplePersons } from "@/lib/people/repository";

export function countSamplePeople(db: Database | Tx): Promise<number> {
  return countSamplePersons(db);
}

/** For the sample data, which has asked for permission itself. Audit events stay and name ids that nobody has any more. */
export function removeSamplePeople(tx: Tx): Promise<number> {
  return deleteSamplePersons(tx);
}
