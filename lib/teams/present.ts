import "server-only";
import { can } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/core/viewer";
import type { MemberRow, TeamRow } from "@/lib/teams/repository";
import type { Team, TeamAbility, TeamMember } from "@/lib/teams/schema";

export function presentTeam(viewer: Viewer, row: TeamRow): Team {
  return {
    id: row.id,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    slug: row.slug,
    name: row.name,
    members: row._count.members,
    leads: row.members.map(({ person }) => person),
    sample: row.sample,
    abilities: listAbilities(viewer, row.id),
  };
}

function listAbilities(viewer: Viewer, teamId: string): TeamAbility[] {
  const update: TeamAbility[] = can(viewer, "teams.update", { teamId })
    ? ["update", "add_member", "change_member", "remove_member"]
    : [];
  return can(viewer, "teams.delete", { teamId }) ? [...update, "delete"] : update;
}

export function presentMember({ person, lead, fromGroups }: MemberRow): TeamMember {
  return { person, lead, from_groups: fromGroups };
}
