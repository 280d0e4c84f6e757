import {
  CreatedDirectory,
  DirectoryGroup,
  DirectoryGroupPage,
  DirectoryPage,
  DirectoryParams,
  DirectoryRefusals,
  GroupMapping,
  GroupParams,
  ListDirectoriesQuery,
  ListGroupsQuery,
  NewDirectory,
} from "@/lib/directory/schema";
import { defineOperation } from "@/lib/http/operation";

const tag = "Directory";
const recentMinutes = 10;
const read = { kind: "permission", action: "directory.read" } as const;
const manage = { kind: "permission", action: "directory.manage" } as const;
const params = { id: "dir_01KAKZ3J2C6X9A4M7Q1S5D8G0H" } as const;
const groupParams = { id: "grp_01KAKZ3J2C6X9A4M7Q1S5D8G0H" } as const;
const team = { id: "tea_01KAKZ3F5R8W1E7T4Y6V2B9N0P", name: "Payments" } as const;

const directory = {
  ...params,
  name: "Okta",
  state: "live",
  created_at: "2026-11-02T08:15:00.000Z",
  expires_at: "2027-05-01T08:15:00.000Z",
  last_used_at: "2026-11-21T09:41:07.482Z",
  revoked_at: null,
  abilities: ["revoke"],
} as const;
const group = {
  ...groupParams,
  name: "payments-engineering",
  members: 12,
  team,
  settings: { roles: ["approver"], teams: [] },
  abilities: ["map"],
} as const;
const refusal = {
  id: "evt_01KAKZ3J2C6X9A4M7Q1S5D8G0H",
  at: "2026-11-21T09:41:07.482Z",
  directory: { id: directory.id, name: directory.name },
  person: { id: "per_01KAKZ3J2C6X9A4M7Q1S5D8G0H", name: "Kofi Mensah" },
  cause: "last_admin",
} as const;

export const directoryOperations = {
  listDirectories: defineOperation({
    id: "listDirectories",
    method: "GET",
    path: "/api/v1/directories",
    summary: "Secrets of the SCIM directory, newest first, also those that ended; never the secret itself",
    tag,
    access: read,
    query: ListDirectoriesQuery,
    output: DirectoryPage,
    status: 200,
    example: { query: { limit: 50 }, output: { data: [directory], next_cursor: null } },
  }),
  createDirectory: defineOperation({
    id: "createDirectory",
    method: "POST",
    path: "/api/v1/directories",
    summary:
      "A bearer secret for /scim/v2 alone, shown in this answer only; at most 365 days, and two that work at a time",
    tag,
    access: manage,
    body: NewDirectory,
    output: CreatedDirectory,
    status: 201,
    idempotent: true,
    personOnly: true,
    recentMinutes,
    audits: ["directory.created"],
    problems: ["conflict"],
    example: {
      body: { name: directory.name, days: 180 },
      output: { ...directory, last_used_at: null, secret: "k7Qw…" },
    },
  }),
  revokeDirectory: defineOperation({
    id: "revokeDirectory",
    method: "DELETE",
    path: "/api/v1/directories/{id}",
    summary: "Revoke a secret: the next request with it is refused",
    tag,
    access: manage,
    params: DirectoryParams,
    status: 204,
    personOnly: true,
    recentMinutes,
    audits: ["directory.revoked"],
    problems: ["not_found", "conflict"],
    example: { params },
  }),
  listDirectoryGroups: defineOperation({
    id: "listDirectoryGroups",
    method: "GET",
    path: "/api/v1/directory-groups",
    summary: "Groups of the SCIM directory by name, and the team and roles each gives",
    tag,
    access: read,
    query: ListGroupsQuery,
    output: DirectoryGroupPage,
    status: 200,
    example: { query: { limit: 50 }, output: { data: [group], next_cursor: null } },
  }),
  mapDirectoryGroup: defineOperation({
    id: "mapDirectoryGroup",
    method: "PUT",
    path: "/api/v1/directory-groups/{id}/team",
    summary: "The team that a group's members are in; null for none. Its members move at once",
    tag,
    access: manage,
    params: GroupParams,
    body: GroupMapping,
    output: DirectoryGroup,
    status: 200,
    personOnly: true,
    recentMinutes,
    audits: ["directory_group.mapped", "team.member_added", "team.member_removed"],
    problems: ["not_found"],
    example: { params: groupParams, body: { team: team.id }, output: group },
  }),
  listDirectoryRefusals: defineOperation({
    id: "listDirectoryRefusals",
    method: "GET",
    path: "/api/v1/directory-refusals",
    summary: "The last twenty changes that the directory was refused; the audit log has all of them",
    tag,
    access: read,
    output: DirectoryRefusals,
    status: 200,
    example: { output: { data: [refusal] } },
  }),
};
