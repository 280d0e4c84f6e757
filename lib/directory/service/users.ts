import "server-only";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { idPattern } from "@/lib/core/ids";
import type { Database } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import {
  isActiveUser,
  presentUser,
  type Resource,
  versionUser,
  writeUserDocument,
} from "@/lib/directory/present/resources";
import {
  deleteUser,
  findUser,
  findUserByKey,
  insertUser,
  listUserRows,
  type Page,
  updateUser,
  type UserRow,
} from "@/lib/directory/repository/users";
import { userKind } from "@/lib/directory/rules/attributes";
import { readDocument } from "@/lib/directory/rules/document";
import { applyPatch, readPatch } from "@/lib/directory/rules/patch";
import { describePerson, type Described } from "@/lib/directory/rules/person";
import { ScimError } from "@/lib/directory/rules/scim-error";
import { giveAll, moveWith } from "@/lib/directory/service/grants";
import { type Asked, checkVersion, writeAsDirectory } from "@/lib/directory/service/write";
import {
  acceptAllInvitations,
  addPerson,
  changeDetails,
  deactivateWithin,
  findByEmail,
  reactivateWithin,
} from "@/lib/people/service";
import type { PersonState } from "@/lib/people/rules";

const reason = "The directory ended their access.";

export async function listUsers(db: Database, page: Page, base: string): Promise<{ total: number; found: Resource[] }> {
  const { rows, total } = await listUserRows(db, page);
  return { total, found: rows.map((row) => presentUser(row, base)) };
}

export async function readUser(db: Database, id: string, base: string): Promise<Resource> {
  return presentUser(await requireUser(db, id), base);
}

async function requireUser(db: Database | Tx, id: string): Promise<UserRow> {
  const row = idPattern("person").test(id) ? await findUser(db, id) : null;
  if (!row || row.person.state === "erased") throw new ScimError(404, "There is no such user.");
  return row;
}

export function createUser(ctx: Ctx, sent: unknown, { base }: Asked): Promise<Resource> {
  const described = describePerson(readDocument(userKind, sent));
  return writeAsDirectory(ctx, async (tx) => {
    await requireFreeName(tx, described, null);
    const { id, before } = await settlePerson(tx, ctx, described);
    await insertUser(tx, { personId: id, ...listColumns(described), createdAt: ctx.now, updatedAt: ctx.now });
    const data = { before: { state: before }, after: { state: described.active === false ? "deactivated" : "active" } };
    await record(tx, ctx, { type: "directory.user_linked", subjectId: id, data });
    return presentUser(await requireUser(tx, id), base);
  });
}

export function replaceUser(ctx: Ctx, id: string, sent: unknown, asked: Asked): Promise<Resource> {
  const described = describePerson(readDocument(userKind, sent));
  return changeUser(ctx, id, asked, () => described);
}

export function patchUser(ctx: Ctx, id: string, sent: unknown, asked: Asked): Promise<Resource> {
  const patch = readPatch(userKind, sent);
  return changeUser(ctx, id, asked, (row) => {
    const held = { userName: row.userName, email: row.person.email };
    return describePerson(applyPatch(patch, writeUserDocument(row)), held);
  });
}

/** The person stays, without access; the directory no longer knows them and may bring them back with a new POST. */
export function removeUser(ctx: Ctx, id: string, { ifMatch }: Asked): Promise<void> {
  return writeAsDirectory(ctx, async (tx) => {
    const row = await requireUser(tx, id);
    checkVersion(ifMatch, versionUser(row));
    if (row.person.state === "active") await deactivateWithin(tx, ctx, id, { reason });
    await moveWith(tx, ctx, [id], () => deleteUser(tx, id));
    await record(tx, ctx, { type: "directory.user_released", subjectId: id });
  });
}

function changeUser(ctx: Ctx, id: string, asked: Asked, describe: (row: UserRow) => Described): Promise<Resource> {
  return writeAsDirectory(ctx, async (tx) => {
    const row = await requireUser(tx, id);
    checkVersion(asked.ifMatch, versionUser(row));
    const described = describe(row);
    await requireFreeName(tx, described, id);
    const holder = await findByEmail(tx, described.email);
    if (holder && holder.id !== id)
      throw new ScimError(409, "Somebody else with this e-mail address is here already.", "uniqueness");
    await followState(tx, ctx, { id, state: row.person.state }, described.active);
    await changeDetails(tx, ctx, id, described);
    const columns = listColumns(described);
    if (Object.entries(columns).some(([name, value]) => row[name as keyof typeof columns] !== value))
      await updateUser(tx, id, { ...columns, updatedAt: ctx.now });
    if (!isActiveUser(row) && described.active === true) await giveAll(tx, ctx, id);
    return presentUser(await requireUser(tx, id), asked.base);
  });
}

function listColumns(described: Described) {
  const { userName, externalId, displayName, formattedName, givenName, familyName } = described;
  return {
    userName,
    userKey: userName.toLowerCase(),
    externalId,
    displayName,
    formattedName,
    givenName,
    familyName,
  };
}

async function requireFreeName(tx: Tx, { userName }: Described, own: string | null): Promise<void> {
  const holder = await findUserByKey(tx, userName.toLowerCase());
  if (holder !== undefined && holder !== own)
    throw new ScimError(409, "Another user has this userName already.", "uniqueness");
}

type Settled = { id: string; before: PersonState | null };

/** Somebody who is here already, by their address or by a user name that is one; else somebody new, as a member. */
async function settlePerson(tx: Tx, ctx: Ctx, described: Described): Promise<Settled> {
  const { email, userName, name, active = true } = described;
  const byEmail = await findByEmail(tx, email);
  const byUserName = await findByEmail(tx, userName.toLowerCase());
  if (byEmail && byUserName && byEmail.id !== byUserName.id)
    throw new ScimError(409, "userName and emails are the addresses of two different people.", "uniqueness");
  const person = byEmail ?? byUserName;
  if (!person) {
    const id = await addPerson(tx, ctx, { email, name, roles: ["member"] });
    await followState(tx, ctx, { id, state: "active" }, active);
    return { id, before: null };
  }
  if (await findUser(tx, person.id))
    throw new ScimError(409, "Somebody with this e-mail address is a user already.", "uniqueness");
  // The directory vouches for the address the invitation went to, as a provider does.
  if (person.state === "invited") await acceptAllInvitations(tx, ctx, person.id);
  const state = person.state === "invited" ? "active" : person.state;
  await followState(tx, ctx, { id: person.id, state }, active);
  await changeDetails(tx, ctx, person.id, { name, email });
  return { id: person.id, before: person.state };
}

/** The same services as the console: what hangs on somebody's leaving hears of it from here too. */
async function followState(
  tx: Tx,
  ctx: Ctx,
  person: { id: string; state: PersonState },
  active: boolean | undefined,
): Promise<void> {
  if (active === false && person.state === "active") await deactivateWithin(tx, ctx, person.id, { reason });
  if (active === true && person.state === "deactivated") await reactivateWithin(tx, ctx, person.id);
}
