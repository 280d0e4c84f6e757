import "server-only";
import { createHash } from "node:crypto";
import type { Environment } from "@/lib/core/environments";
import type { Database, Transaction } from "@/lib/db/client";
import { findSnapshot, listPartsSince, type Place } from "@/lib/snapshots/repository";
import { joinBody } from "@/lib/snapshots/rules";

type Part = { readonly digest: string; readonly body: Uint8Array };
type Known = Place & { readonly digest: string; readonly parts: ReadonlyMap<string, Part> };

/** What this process last read of each environment. Only what is committed gets here, so a publish reads what is new. */
const known = new WeakMap<Database, Map<Environment, Known>>();

/** The agents' parts as they are published, read under the lock of their environment. */
export async function readComposition(
  db: Database,
  tx: Transaction,
  environment: Environment,
  place: Place,
  digest: string,
): Promise<ReadonlyMap<string, Part>> {
  const held = known.get(db) ?? new Map<Environment, Known>();
  known.set(db, held);
  const before = await stillTrue(tx, environment, held.get(environment));
  const parts = new Map(before?.parts);
  for (const { slug, digest: part, body } of await listPartsSince(tx, environment, before)) {
    if (part !== null && body) parts.set(slug, { digest: part, body });
    else parts.delete(slug);
  }
  held.set(environment, { ...place, digest, parts });
  return parts;
}

/** After a restore the database may tell another story under the same numbers. */
async function stillTrue(
  tx: Transaction,
  environment: Environment,
  held: Known | undefined,
): Promise<Known | undefined> {
  if (!held) return undefined;
  const snapshot = await findSnapshot(tx, environment, held);
  return snapshot?.digest === held.digest ? held : undefined;
}

export function digestBody(parts: ReadonlyMap<string, Part>, rest: Uint8Array): string {
  const hash = createHash("sha256");
  const sorted = [...parts].toSorted(([one], [other]) => (one < other ? -1 : 1));
  for (const piece of joinBody(
    sorted.map(([slug, { body }]) => [slug, body] as const),
    rest,
  )) {
    hash.update(piece);
  }
  return `sha-256:${hash.digest("base64url")}`;
}
