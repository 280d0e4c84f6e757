import "server-only";
import type { Database, Transaction } from "@/lib/db/client";
import type { SnapshotRest } from "@/lib/snapshots/rules";

/** A network that is trusted, or nothing known, verifies nobody. */
const verifying = new Set(["mtls", "token", "spiffe"]);

/** The systems that say which actions are theirs, as a snapshot names them. */
export async function readSystems(db: Database | Transaction): Promise<SnapshotRest["systems"]> {
  const rows = await db.system.findMany({
    where: { actions: { isEmpty: false } },
    select: { slug: true, verifies: true, actions: true },
  });
  return Object.fromEntries(
    rows.map(({ slug, verifies, actions }) => [slug, { verifies_caller: verifying.has(verifies), actions }]),
  );
}
