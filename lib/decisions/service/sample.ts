import "server-only";
import type { Ctx } from "@/lib/access/context";
import { getSettings } from "@/lib/config/settings";
import { deriveKey } from "@/lib/crypto/derive-key";
import type { Database } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { countSampleRows, deleteSampleRows } from "@/lib/decisions/repository";
import { type DecisionToRecord, sealWith } from "@/lib/decisions/service/writing/outline";
import { createDecisionWriter } from "@/lib/decisions/service/writing/record";

/** Through the one writer, as everything that is decided. Each flush is a transaction of its own. */
export async function recordSampleDecisions(ctx: Ctx, decisions: readonly DecisionToRecord[]): Promise<void> {
  const writer = createDecisionWriter(
    async (text, values) => ({ rows: await ctx.db.$queryRawUnsafe<object[]>(text, ...values) }),
    { sealOf: sealWith(maskingKeys(getSettings().secret)), readTime: () => ctx.now },
  );
  await writer.record(decisions);
}

/** The keys that masked values are marked with, from the installation's own secret: one for each environment. */
export function maskingKeys(secret: string): (environment: string) => Uint8Array {
  return (environment) => deriveKey(secret, `decisions/${environment}`);
}

export function countSampleDecisions(db: Database | Tx): Promise<number> {
  return countSampleRows(db);
}

export function removeSampleDecisions(tx: Tx): Promise<number> {
  return deleteSampleRows(tx);
}
