import "server-only";
import type { GroupRow, MemberRow } from "@/lib/directory/repository/groups";
import type { UserRow } from "@/lib/directory/repository/users";
import { groupKind, userKind } from "@/lib/directory/rules/attributes";
import type { Document } from "@/lib/directory/rules/document";

export type Resource = Readonly<Record<string, unknown>> & { id: string; meta: Meta };
type Meta = Readonly<Record<"resourceType" | "created" | "lastModified" | "location" | "version", string>>;

export function versionUser({ version, person }: UserRow): string {
  return `W/"${version}.${person.version}"`;
}

export function versionGroup({ version }: GroupRow): string {
  return `W/"${version}"`;
}

/** Somebody invited counts as active: nothing stands between them and the console but their first visit. */
export function isActiveUser({ person }: UserRow): boolean {
  return person.state === "active" || person.state === "invited";
}

export function presentUser(row: UserRow, base: string): Resource {
  const { person, personId: id } = row;
  const changed = person.updatedAt > row.updatedAt ? person.updatedAt : row.updatedAt;
  return {
    schemas: [userKind.schema],
    id,
    ...text("externalId", row.externalId),
    userName: row.userName,
    name: {
      formatted: row.formattedName ?? person.name,
      ...text("givenName", row.givenName),
      ...text("familyName", row.familyName),
    },
    displayName: row.displayName ?? person.name,
    active: isActiveUser(row),
    emails: listEmails(row),
    groups: row.groups.map(({ group }) => ({
      value: group.id,
      $ref: `${base}/Groups/${group.id}`,
      display: group.displayName,
      type: "direct",
    })),
    meta: {
      resourceType: "User",
      created: row.createdAt.toISOString(),
      lastModified: changed.toISOString(),
      location: `${base}/Users/${id}`,
      version: versionUser(row),
    },
  };
}

/** Without `members` when nobody asked for them: reading them costs. */
export function presentGroup(row: GroupRow, members: readonly MemberRow[] | undefined, base: string): Resource {
  return {
    schemas: [groupKind.schema],
    id: row.id,
    ...text("externalId", row.externalId),
    displayName: row.displayName,
    ...(members ? { members: members.map((member) => presentMember(member, base)) } : {}),
    meta: {
      resourceType: "Group",
      created: row.createdAt.toISOString(),
      lastModified: row.updatedAt.toISOString(),
      location: `${base}/Groups/${row.id}`,
      version: versionGroup(row),
    },
  };
}

function presentMember({ personId, name }: MemberRow, base: string): Readonly<Record<string, string>> {
  return { value: personId, $ref: `${base}/Users/${personId}`, display: name, type: "User" };
}

function listEmails({ person }: UserRow): Document[] {
  return person.email === null ? [] : [{ value: person.email, type: "work", primary: true }];
}

function text(name: string, value: string | null): Document {
  return value === null ? {} : { [name]: value };
}

/** What a PATCH begins with: what the directory said, not what we made of it. */
export function writeUserDocument(row: UserRow): Document {
  const emails = listEmails(row);
  const name = {
    ...text("formatted", row.formattedName),
    ...text("givenName", row.givenName),
    ...text("familyName", row.familyName),
  };
  return {
    userName: row.userName,
    ...text("externalId", row.externalId),
    ...text("displayName", row.displayName),
    ...(Object.keys(name).length > 0 ? { name } : {}),
    active: isActiveUser(row),
    ...(emails.length > 0 ? { emails } : {}),
  };
}

export function writeGroupDocument(row: GroupRow, memberIds: readonly string[]): Document {
  return {
    displayName: row.displayName,
    ...text("externalId", row.externalId),
    ...(memberIds.length > 0 ? { members: memberIds.map((value) => ({ value })) } : {}),
  };
}
