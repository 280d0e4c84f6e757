import "server-only";
import type { Database, Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { Holder } from "@/lib/policy/rules/scope";

export type Reader = Database | Transaction;
export type PolicyRow = Prisma.PolicyGetPayload<object>;

type HolderKey = Holder["key"];

export function findPolicy(db: Reader, key: HolderKey): Promise<PolicyRow | null> {
  return db.policy.findFirst({ where: key });
}

/** The policy, made where there is none yet, and held until this transaction ends. Locked after its agent. */
export async function lockPolicy(tx: Transaction, key: HolderKey, newId: string): Promise<PolicyRow> {
  await tx.policy.createMany({ data: [{ id: newId, ...key }], skipDuplicates: true });
  const found = await tx.policy.findFirstOrThrow({ where: key });
  await tx.$queryRaw`select id from policies where id = ${found.id} for update`;
  return tx.policy.findUniqueOrThrow({ where: { id: found.id } });
}

export async function updatePolicy(
  tx: Transaction,
  id: string,
  data: Partial<Pick<PolicyRow, "liveVersion" | "liveIntents" | "draftVersion">>,
): Promise<void> {
  await tx.policy.update({ where: { id }, data });
}
