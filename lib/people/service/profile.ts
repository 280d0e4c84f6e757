import "server-only";
import * as z from "zod/mini";
import { authorize, requirePerson, requireRecent } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { findPersonByEmail, findPreferences, writePreferences } from "@/lib/people/repository";
import { isPlaceholderEmail } from "@/lib/people/rules";
import { type Person, Preferences, type PreferencesChange } from "@/lib/people/schema";
import { changeOrRefuse, readBack, recentMinutes, requireFound } from "@/lib/people/service/find";

export async function updatePerson(ctx: Ctx, id: string, { name }: { name: string }, version: number): Promise<Person> {
  await authorize(ctx, "people.update", { personId: id });
  return inTransaction(ctx, async (tx) => {
    const row = await requireFound(tx, id);
    if (row.state === "erased") throw new AppError("conflict", "This person is erased.");
    await changeOrRefuse(tx, ctx, row, version, { name });
    const personal = { personId: id, data: { before: { name: row.name }, after: { name } } };
    if (row.name !== name) await record(tx, ctx, { type: "person.updated", subjectId: id, personal });
    return readBack(tx, ctx, id);
  });
}

/** What the directory says of somebody it manages. For callers that have asked for permission themselves. */
export async function changeDetails(
  tx: Tx,
  ctx: Ctx,
  id: string,
  { name, email }: { name: string; email: string },
): Promise<void> {
  const row = await requireFound(tx, id);
  if (row.name === name && row.email === email) return;
  if (row.email !== email && (await findPersonByEmail(tx, email)))
    throw new AppError("conflict", "Somebody else with this e-mail address is here already.");
  await changeOrRefuse(tx, ctx, row, 0, { name, email });
  const data = { before: { name: row.name, email: row.email }, after: { name, email } };
  await record(tx, ctx, { type: "person.updated", subjectId: id, personal: { personId: id, data } });
}

/**
 * Gives the first admin a real address. Only the made-up one can be replaced by oneself: an address decides whom a mailed
 * link and the identity provider let in.
 */
export async function setFirstEmail(ctx: Ctx, { email }: { email: string }): Promise<Person> {
  const { id } = requireRecent(ctx, recentMinutes);
  await authorize(ctx, "people.update", { personId: id });
  return inTransaction(ctx, async (tx) => {
    const row = await requireFound(tx, id);
    if (!isPlaceholderEmail(row.email))
      throw new AppError("conflict", "Your address is set already. It cannot be changed here.");
    if (await findPersonByEmail(tx, email))
      throw new AppError("conflict", "Somebody with this e-mail address is here already.");
    await changeOrRefuse(tx, ctx, row, row.version, { email });
    const personal = { personId: id, data: { before: { email: row.email }, after: { email } } };
    await record(tx, ctx, { type: "person.updated", subjectId: id, personal });
    return readBack(tx, ctx, id);
  });
}

export async function getPreferences(ctx: Ctx): Promise<Preferences> {
  return readPreferences(await findPreferences(ctx.db, requirePerson(ctx).id));
}

/** Only what is named changes; two tabs that change different things do not undo each other. */
export async function setPreferences(ctx: Ctx, change: PreferencesChange): Promise<Preferences> {
  const { id } = requirePerson(ctx);
  await authorize(ctx, "preferences.manage", { personId: id });
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return readPreferences(await writePreferences(ctx.db, id, given));
}

/** What an older build stored and this one does not know becomes the default. */
function readPreferences(stored: unknown): Preferences {
  const parsed = z.safeParse(Preferences, stored);
  return parsed.success ? parsed.data : z.parse(Preferences, {});
}
