import "server-only";
import type { Transaction } from "@/lib/db/client";

/** The slugs, of any agent but this one, that are this one or look like it. */
export async function findAlike(
  tx: Transaction,
  slug: string,
  skeleton: string,
  agentId: string | null,
): Promise<string[]> {
  const rows = await tx.agentSlug.findMany({
    where: { OR: [{ slug }, { skeleton }], ...(agentId === null ? {} : { NOT: { agentId } }) },
    select: { slug: true },
  });
  return rows.map((row) => row.slug);
}

/** Keeps the slug for this agent for good. Its own older one becomes current again. */
export async function keepSlug(
  tx: Transaction,
  data: { slug: string; skeleton: string; agentId: string; since: Date },
): Promise<void> {
  await tx.agentSlug.upsert({ where: { slug: data.slug }, create: data, update: {} });
}
