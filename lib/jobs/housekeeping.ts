import "server-only";
import type { Database } from "@/lib/db/client";
import { deleteExpiredKeys } from "@/lib/db/idempotency";
import { deleteEndedWindows } from "@/lib/db/rate-limits";
import { forgetImports } from "@/lib/imports/service";

const hour = 3_600_000;
const day = 24 * hour;

/** How long what has ended is still kept: links and sign-ins so that a person sees them, changes for pages that come back. */
export const keptMs = { links: day, signIns: 30 * day, changes: hour } as const;

/** Forgets what has expired. Nothing depends on it having run: whatever is read is judged by its own time. */
export async function forgetExpired(db: Database, now: Date): Promise<Record<string, number>> {
  const before = (ms: number): Date => new Date(now.getTime() - ms);
  const [challenges, links, signIns, changes, keys, windows, imports] = await Promise.all([
    db.challenge.deleteMany({ where: { expiresAt: { lte: now } } }),
    db.oneTimeLink.deleteMany({ where: { expiresAt: { lte: before(keptMs.links) } } }),
    db.signIn.deleteMany({
      where: { OR: [{ expiresAt: { lte: before(keptMs.signIns) } }, { revokedAt: { lte: before(keptMs.signIns) } }] },
    }),
    db.change.deleteMany({ where: { at: { lte: before(keptMs.changes) } } }),
    deleteExpiredKeys(db, now),
    deleteEndedWindows(db, now),
    forgetImports(db, now),
  ]);
  return {
    challenges: challenges.count,
    links: links.count,
    sign_ins: signIns.count,
    changes: changes.count,
    keys,
    windows,
    imports,
  };
}
