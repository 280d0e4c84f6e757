import "server-only";
import type { Transaction } from "@/lib/db/client";
import type { Reader } from "@/lib/decisions/repository/rows";

export async function countSampleRows(db: Reader): Promise<number> {
  const rows = await db.$queryRaw<{ total: bigint | null }[]>`
    select sum(count)::bigint as total from decision_counts where sample`;
  return Number(rows[0]?.total ?? 0);
}

/** They are all in the sandbox, where little else is. */
export async function deleteSampleRows(tx: Transaction): Promise<number> {
  await tx.$executeRaw`
    delete from decision_inputs i using decisions d
     where d.environment = 'sandbox' and d.sample and i.environment = 'sandbox' and i.id = d.id`;
  const deleted = await tx.$executeRaw`delete from decisions where environment = 'sandbox' and sample`;
  await tx.$executeRaw`delete from decision_counts where sample`;
  return deleted;
}
