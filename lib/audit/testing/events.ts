import { record } from "@/lib/audit/record";
import { newId } from "@/lib/core/ids";
import type { Database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";

/** Writes events as a service does, all in one transaction, and answers their ids. */
export async function recordEvents(db: Database, count: number, now = new Date()): Promise<string[]> {
  const ctx = { db, viewer: { kind: "system", id: "sample" } as const, requestId: newId("request"), now };
  return inTransaction(ctx, async (tx) => {
    const ids: string[] = [];
    for (let n = 0; n < count; n++)
      ids.push(await record(tx, ctx, { type: "team.created", subjectId: newId("team"), data: { n } }));
    return ids;
  });
}
