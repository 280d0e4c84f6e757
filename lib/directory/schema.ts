import * as z from "zod/mini";
import { idField, instant, nameField, pageOf, pageQuery } from "@/lib/core/fields";
import { roles } from "@/lib/core/viewer";
import { directoryStates, maxDirectoryDays, refusalCauses, standardDirectoryDays } from "@/lib/directory/rules";

/** One bearer secret of the directory, without the secret itself: only its hash is kept. */
export const Directory = z.object({
  id: idField("directory"),
  name: z.string(),
  state: z.enum(directoryStates),
  created_at: instant,
  expires_at: instant,
  /** To the minute; null when nobody has used it yet. */
  last_used_at: z.nullable(instant),
  revoked_at: z.nullable(instant),
  abilities: z.array(z.enum(["revoke"])),
});
export type Directory = z.output<typeof Directory>;

export const DirectoryPage = pageOf(Directory);
export type DirectoryPage = z.output<typeof DirectoryPage>;
export const ListDirectoriesQuery = z.strictObject(pageQuery);
export type ListDirectoriesQuery = z.output<typeof ListDirectoriesQuery>;
export const DirectoryParams = z.strictObject({ id: idField("directory") });

export const NewDirectory = z.strictObject({
  name: nameField,
  days: z._default(z.int().check(z.gte(1), z.lte(maxDirectoryDays)), standardDirectoryDays),
});
export type NewDirectory = z.output<typeof NewDirectory>;

/** `secret` is there only in the first answer, never when the request is repeated. */
export const CreatedDirectory = z.extend(Directory, { secret: z.nullable(z.string()) });
export type CreatedDirectory = z.output<typeof CreatedDirectory>;

/** A group as the directory keeps it here, and what being in it gives. */
export const DirectoryGroup = z.object({
  id: idField("directoryGroup"),
  name: z.string(),
  members: z.int(),
  /** Null: not mapped to a team. */
  team: z.nullable(z.object({ id: idField("team"), name: z.string() })),
  /** What `AMBIT_OIDC_GROUPS` gives a group of this name beside it. */
  settings: z.object({ roles: z.array(z.enum(roles)), teams: z.array(z.string()) }),
  abilities: z.array(z.enum(["map"])),
});
export type DirectoryGroup = z.output<typeof DirectoryGroup>;

export const DirectoryGroupPage = pageOf(DirectoryGroup);
export type DirectoryGroupPage = z.output<typeof DirectoryGroupPage>;
export const ListGroupsQuery = z.strictObject(pageQuery);
export type ListGroupsQuery = z.output<typeof ListGroupsQuery>;
export const GroupParams = z.strictObject({ id: idField("directoryGroup") });
export const GroupMapping = z.strictObject({ team: z.nullable(idField("team")) });
export type GroupMapping = z.output<typeof GroupMapping>;

/** A change of the directory's that was refused, out of the audit log. */
export const DirectoryRefusal = z.object({
  id: idField("event"),
  at: instant,
  directory: z.object({ id: z.string(), name: z.string() }),
  /** Whom it was about, where it was about one person. */
  person: z.nullable(z.object({ id: idField("person"), name: z.string() })),
  cause: z.enum(refusalCauses),
});
export type DirectoryRefusal = z.output<typeof DirectoryRefusal>;
/** The newest ones; the rest is in the audit log. */
export const DirectoryRefusals = z.object({ data: z.array(DirectoryRefusal) });
export type DirectoryRefusals = z.output<typeof DirectoryRefusals>;
