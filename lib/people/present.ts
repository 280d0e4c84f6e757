import "server-only";
import { type Action, can } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/core/viewer";
import type { PersonRow } from "@/lib/people/repository";
import { sortRoles } from "@/lib/people/rules";
import type { Person, PersonAbility } from "@/lib/people/schema";

export function presentPerson(viewer: Viewer, row: PersonRow, now: Date): Person {
  const [invitation] = row.invitations;
  const shown = invitation !== undefined && row.state === "invited" && can(viewer, "people.invite");
  return {
    id: row.id,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    email: row.email,
    name: row.name,
    state: row.state,
    roles: sortRoles(row.roles),
    group_roles: sortRoles(row.groupRoles),
    teams: row.memberships.map(({ team, lead }) => ({ ...team, lead })),
    passkeys: row._count.passkeys,
    sample: row.sample,
    last_seen_at: row.lastSeenAt?.toISOString() ?? null,
    approvals_blocked_until:
      row.approvalsBlockedUntil && row.approvalsBlockedUntil > now ? row.approvalsBlockedUntil.toISOString() : null,
    invitation: shown
      ? { id: invitation.id, expires_at: invitation.expiresAt.toISOString(), expired: invitation.expiresAt <= now }
      : null,
    abilities: listAbilities(viewer, row),
  };
}

/** What the viewer may do with this person in the state they are in: the same questions the services ask. */
function listAbilities(viewer: Viewer, row: PersonRow): PersonAbility[] {
  const may = (action: Action): boolean => can(viewer, action, { personId: row.id });
  const { state } = row;
  const self = viewer.kind === "person" && viewer.id === row.id;
  const answers: Record<PersonAbility, boolean> = {
    update: state !== "erased" && may("people.update"),
    set_roles: (state === "active" || state === "invited") && may("people.set_roles"),
    deactivate: state === "active" && may("people.deactivate"),
    reactivate: state === "deactivated" && may("people.deactivate"),
    erase: state !== "erased" && may("people.erase"),
    reset_passkeys: state === "active" && row._count.passkeys > 0 && !self && may("people.reset_passkeys"),
    renew_invitation: state === "invited" && may("people.invite"),
    revoke_invitation: state === "invited" && row.invitations.length > 0 && may("people.invite"),
    read_sign_ins: state === "active" && may("sign_ins.read"),
    revoke_sign_ins: state === "active" && may("sign_ins.revoke"),
  };
  return (Object.keys(answers) as PersonAbility[]).filter((ability) => answers[ability]);
}
