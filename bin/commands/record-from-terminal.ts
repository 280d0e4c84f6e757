import { record } from "@/lib/audit/record";
import { newId } from "@/lib/core/ids";
import { openDatabase } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";

/** What an operator does at the terminal stands in the log like everything else. */
export async function recordFromTerminal(type: "backup.created" | "backup.restored"): Promise<void> {
  const ctx = {
    viewer: { kind: "system", id: "terminal" } as const,
    requestId: newId("request"),
    now: new Date(),
    db: openDatabase(),
  };
  await inTransaction(ctx, (tx) => record(tx, ctx, { type, subjectId: null }));
}
