import "server-only";
import type { Reader, Seen } from "@/lib/decisions/repository/rows";

/** The agents somebody answers for, by every slug they had: their decisions stay under the name of their time. */
export async function findKept(db: Reader, personId: string): Promise<NonNullable<Seen>> {
  const rows = await db.agent.findMany({
    where: { OR: [{ ownerId: personId }, { deputyId: personId }] },
    select: { id: true, slug: true, slugs: { select: { slug: true } } },
  });
  const slugs = rows.flatMap(({ slug, slugs: all }) => [slug, ...all.map((one) => one.slug)]);
  return { ids: rows.map(({ id }) => id), slugs: [...new Set(slugs)] };
}

export type KnownAgent = {
  id: string;
  name: string;
  slug: string;
  kind: string | null;
  tier: string | null;
  ownerId: string | null;
  deputyId: string | null;
};

export function findAgentById(db: Reader, id: string): Promise<KnownAgent | null> {
  const select = { id: true, name: true, slug: true, kind: true, tier: true, ownerId: true, deputyId: true };
  return db.agent.findUnique({ where: { id }, select });
}
