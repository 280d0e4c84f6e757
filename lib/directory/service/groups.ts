import "server-only";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { idPattern, newId } from "@/lib/core/ids";
import { removeHidden } from "@/lib/core/visible-text";
import type { Database } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { presentGroup, type Resource, versionGroup, writeGroupDocument } from "@/lib/directory/present/resources";
import {
  deleteGroupRow,
  deleteMembers,
  findGroup,
  findGroupByKey,
  type GroupRow,
  insertGroup,
  insertMembers,
  listGroupRows,
  listMemberIds,
  listMembers,
  updateGroup,
} from "@/lib/directory/repository/groups";
import { findKnownIds, type Page } from "@/lib/directory/repository/users";
import { groupKind } from "@/lib/directory/rules/attributes";
import { type Document, readDocument } from "@/lib/directory/rules/document";
import { applyPatch, readPatch } from "@/lib/directory/rules/patch";
import { refuseInput, ScimError } from "@/lib/directory/rules/scim-error";
import { moveWith } from "@/lib/directory/service/grants";
import { type Asked, checkVersion, writeAsDirectory } from "@/lib/directory/service/write";
import { findTeamByName } from "@/lib/teams/service";

type Reading = { base: string; withMembers: boolean };
type Asking = Asked & Reading;

/** All members of all groups of a page: what one answer may hold. */
const maxListedMembers = 50_000;

export async function listGroups(
  db: Database,
  page: Page,
  { base, withMembers }: Reading,
): Promise<{ total: number; found: Resource[] }> {
  const { rows, total } = await listGroupRows(db, page);
  const count = rows.reduce((sum, row) => sum + row._count.members, 0);
  if (withMembers && rows.length > 1 && count > maxListedMembers)
    throw refuseInput("tooMany", "These groups have too many members. Add excludedAttributes=members.");
  const members = withMembers
    ? await listMembers(
        db,
        rows.map(({ id }) => id),
      )
    : undefined;
  return { total, found: rows.map((row) => presentGroup(row, members?.get(row.id), base)) };
}

export async function readGroup(db: Database | Tx, id: string, { base, withMembers }: Reading): Promise<Resource> {
  const row = await requireGroup(db, id);
  return presentGroup(row, withMembers ? (await listMembers(db, [id])).get(id) : undefined, base);
}

export async function requireGroup(db: Database | Tx, id: string): Promise<GroupRow> {
  const row = idPattern("directoryGroup").test(id) ? await findGroup(db, id) : null;
  if (!row) throw new ScimError(404, "There is no such group.");
  return row;
}

/** A group whose team has its name is that team's from the start; any other waits until an admin maps it. */
export function createGroup(ctx: Ctx, sent: unknown, { base, withMembers }: Asking): Promise<Resource> {
  const group = describeGroup(readDocument(groupKind, sent));
  return writeAsDirectory(ctx, async (tx) => {
    await requireFreeName(tx, group.displayName, null);
    await requireUsers(tx, group.members);
    const id = newId("directoryGroup", ctx.now.getTime());
    const teamId = await findTeamByName(tx, group.displayName);
    await moveWith(tx, ctx, group.members, async () => {
      await insertGroup(tx, { id, ...listColumns(group), teamId, createdAt: ctx.now, updatedAt: ctx.now });
      await insertMembers(tx, id, group.members);
    });
    await record(tx, ctx, {
      type: "directory_group.created",
      subjectId: id,
      data: { team: teamId, members: group.members.length },
      personal: { personId: null, data: { name: group.displayName } },
    });
    return readGroup(tx, id, { base, withMembers });
  });
}

export function replaceGroup(ctx: Ctx, id: string, sent: unknown, asked: Asking): Promise<Resource> {
  const group = describeGroup(readDocument(groupKind, sent));
  return changeGroup(ctx, id, asked, () => group);
}

export function patchGroup(ctx: Ctx, id: string, sent: unknown, asked: Asking): Promise<Resource> {
  const patch = readPatch(groupKind, sent);
  return changeGroup(ctx, id, asked, (row, memberIds) =>
    describeGroup(applyPatch(patch, writeGroupDocument(row, memberIds))),
  );
}

export function removeGroup(ctx: Ctx, id: string, { ifMatch }: Asked): Promise<void> {
  return writeAsDirectory(ctx, async (tx) => {
    const row = await requireGroup(tx, id);
    checkVersion(ifMatch, versionGroup(row));
    const memberIds = await listMemberIds(tx, id);
    await moveWith(tx, ctx, memberIds, () => deleteGroupRow(tx, id));
    await record(tx, ctx, {
      type: "directory_group.deleted",
      subjectId: id,
      data: { members: memberIds.length },
      personal: { personId: null, data: { name: row.displayName } },
    });
  });
}

type Group = { displayName: string; externalId: string | null; members: readonly string[] };

function describeGroup(document: Document): Group {
  const { displayName, externalId, members } = document;
  const name = removeHidden(typeof displayName === "string" ? displayName : "");
  if (name === "") throw refuseInput("invalidValue", "displayName is missing.");
  const values = (Array.isArray(members) ? members : []).map(({ value }) => {
    if (typeof value !== "string") throw refuseInput("invalidValue", "A member has no value.");
    return value;
  });
  return {
    displayName: name,
    externalId: typeof externalId === "string" ? externalId : null,
    members: [...new Set(values)],
  };
}

function listColumns({ displayName, externalId }: Group) {
  return { displayName, nameKey: displayName.toLowerCase(), externalId };
}

async function requireFreeName(tx: Tx, displayName: string, own: string | null): Promise<void> {
  const holder = await findGroupByKey(tx, displayName.toLowerCase());
  if (holder !== undefined && holder !== own)
    throw new ScimError(409, "Another group has this displayName already.", "uniqueness");
}

async function requireUsers(tx: Tx, ids: readonly string[]): Promise<void> {
  const known = await findKnownIds(tx, ids);
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw refuseInput("invalidValue", `${JSON.stringify(unknown.slice(0, 60))} is no user of this directory.`);
}

type Describe = (row: GroupRow, memberIds: readonly string[]) => Group;

function changeGroup(ctx: Ctx, id: string, asked: Asking, describe: Describe): Promise<Resource> {
  return writeAsDirectory(ctx, async (tx) => {
    const row = await requireGroup(tx, id);
    checkVersion(asked.ifMatch, versionGroup(row));
    const before = await listMemberIds(tx, id);
    const group = describe(row, before);
    await requireFreeName(tx, group.displayName, id);
    const [held, wanted] = [new Set(before), new Set(group.members)];
    const added = group.members.filter((member) => !held.has(member));
    const removed = before.filter((member) => !wanted.has(member));
    await requireUsers(tx, added);
    const renamed = group.displayName !== row.displayName;
    const touched = renamed ? [...before, ...added] : [...removed, ...added];
    if (touched.length > 0 || renamed || group.externalId !== row.externalId) {
      await moveWith(tx, ctx, touched, async () => {
        await writeGroup(tx, ctx, row, group);
        await deleteMembers(tx, id, removed);
        await insertMembers(tx, id, added);
      });
      await recordChange(tx, ctx, { row, group, added: added.length, removed: removed.length });
    }
    return readGroup(tx, id, asked);
  });
}

/** A new name may be that of a team; a mapping that is there stays. */
async function writeGroup(tx: Tx, ctx: Ctx, row: GroupRow, group: Group): Promise<void> {
  const renamed = group.displayName !== row.displayName;
  const teamId = row.teamId ?? (renamed ? await findTeamByName(tx, group.displayName) : null);
  await updateGroup(tx, row.id, { ...listColumns(group), teamId, updatedAt: ctx.now });
}

type Changed = { row: GroupRow; group: Group; added: number; removed: number };

async function recordChange(tx: Tx, ctx: Ctx, { row, group, added, removed }: Changed): Promise<void> {
  const renamed = group.displayName !== row.displayName;
  const names = { before: { name: row.displayName }, after: { name: group.displayName } };
  await record(tx, ctx, {
    type: "directory_group.changed",
    subjectId: row.id,
    data: { added, removed },
    ...(renamed ? { personal: { personId: null, data: names } } : {}),
  });
}
