import "server-only";
import { can } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/core/viewer";
import type { DirectoryRow, RefusalRow } from "@/lib/directory/repository";
import type { GroupRow } from "@/lib/directory/repository/groups";
import { judgeDirectory, refusalCauses } from "@/lib/directory/rules";
import type { Directory, DirectoryGroup, DirectoryRefusal } from "@/lib/directory/schema";

export function presentDirectory(viewer: Viewer, row: DirectoryRow, now: Date): Directory {
  const state = judgeDirectory(row, now);
  return {
    id: row.id,
    name: row.name,
    state,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    revoked_at: row.revokedAt?.toISOString() ?? null,
    abilities: state === "live" && can(viewer, "directory.manage") ? ["revoke"] : [],
  };
}

export function presentMapping(viewer: Viewer, row: GroupRow, settings: DirectoryGroup["settings"]): DirectoryGroup {
  return {
    id: row.id,
    name: row.displayName,
    members: row._count.members,
    team: row.team ? { id: row.team.id, name: row.team.name } : null,
    settings,
    abilities: can(viewer, "directory.manage") ? ["map"] : [],
  };
}

export function presentRefusal(row: RefusalRow, names: ReadonlyMap<string, string>): DirectoryRefusal {
  return {
    id: row.id,
    at: row.at.toISOString(),
    directory: { id: row.actor_id, name: names.get(row.actor_id) ?? "A directory" },
    person: row.person_id === null ? null : { id: row.person_id, name: row.person_name ?? "" },
    cause: refusalCauses.find((cause) => cause === row.cause) ?? "conflict",
  };
}
