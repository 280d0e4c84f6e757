import "server-only";
import type { Ctx } from "@/lib/access/context";
import type { Tx } from "@/lib/db/transaction";
import { findChangeEnd, findVersion, type PolicyRow, type VersionRow } from "@/lib/policy/repository";

/**
 * The version that stays when everything temporary has ended: what has an end of its own was agreed to until then and no
 * longer, so it is never what a change is compared with, nor what is gone back to once that end has come.
 */
export async function findLasting(
  db: Ctx["db"] | Tx,
  policy: Pick<PolicyRow, "id">,
  from: number | null,
  /** Ends that have come by then; without it every end. */
  endedBy?: Date,
): Promise<VersionRow | null> {
  let number = from;
  while (number !== null) {
    const version = await findVersion(db, policy.id, number);
    const change = version?.changeId ? await findChangeEnd(db, version.changeId) : null;
    const { expiresAt } = change ?? { expiresAt: null };
    if (!version || expiresAt === null || (endedBy && expiresAt > endedBy)) return version;
    number = change?.baseVersion ?? null;
  }
  return null;
}
