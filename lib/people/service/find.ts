import "server-only";
import { requireRecent } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { AppError } from "@/lib/core/errors";
import type { Database, Transaction } from "@/lib/db/client";
import { presentPerson } from "@/lib/people/present";
import { changePerson, findPerson, type PersonRow } from "@/lib/people/repository";
import type { Person } from "@/lib/people/schema";

/** What giving rights and taking people away asks for. */
export const recentMinutes = 10;

/** The product itself (terminal, jobs, sample) has no browser to step up with; a person always has. */
export function requireFresh(ctx: Ctx): void {
  if (ctx.viewer.kind !== "system") requireRecent(ctx, recentMinutes);
}

export async function requireFound(db: Database | Transaction, id: string): Promise<PersonRow> {
  const row = await findPerson(db, id);
  if (!row) throw new AppError("not_found", "There is no such person.");
  return row;
}

/** The person as they are now, for the answer to the change just made. */
export async function readBack(db: Database | Transaction, ctx: Ctx, id: string): Promise<Person> {
  return presentPerson(ctx.viewer, await requireFound(db, id), ctx.now);
}

type Change = Parameters<typeof changePerson>[2];

/** Throws when somebody else changed the row first; `version` 0 asks for no particular one. */
export async function changeOrRefuse(
  tx: Transaction,
  ctx: Ctx,
  row: PersonRow,
  version: number,
  data: Change,
): Promise<void> {
  const where = version === 0 ? { id: row.id } : { id: row.id, version };
  if (!(await changePerson(tx, where, { ...data, updatedAt: ctx.now }))) {
    throw new AppError("stale_version", "Somebody changed this person since you read them. Read again, then decide.");
  }
}
