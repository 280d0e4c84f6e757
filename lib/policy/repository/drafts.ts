import "server-only";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { Reader } from "@/lib/policy/repository/policies";

const shape = {
  policy: { select: { environment: true, agent: { select: { slug: true } } } },
} satisfies Prisma.PolicyDraftInclude;
export type DraftRow = Prisma.PolicyDraftGetPayload<{ include: typeof shape }>;

export function findDraft(db: Reader, where: { policyId: string } | { id: string }): Promise<DraftRow | null> {
  return db.policyDraft.findUnique({ where, include: shape });
}

/** False where the policy has a draft already. */
export async function insertDraft(tx: Transaction, data: Prisma.PolicyDraftCreateManyInput): Promise<boolean> {
  const { count } = await tx.policyDraft.createMany({ data: [data], skipDuplicates: true });
  return count === 1;
}

/** False where somebody else was first. */
export async function updateDraft(
  tx: Transaction,
  where: { id: string; version: number },
  data: Prisma.PolicyDraftUncheckedUpdateManyInput,
): Promise<boolean> {
  const { count } = await tx.policyDraft.updateMany({ where, data });
  return count === 1;
}

/** False where somebody else was first. */
export async function deleteDraft(tx: Transaction, id: string): Promise<boolean> {
  const { count } = await tx.policyDraft.deleteMany({ where: { id } });
  return count === 1;
}
