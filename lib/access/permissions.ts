import type { PersonViewer, Role, Viewer } from "@/lib/core/viewer";

/** How a person stands to the thing itself; owner and deputy are relations too, not roles. */
export type Relation = "self" | "lead";

type Permission = { roles: readonly Role[]; relations?: readonly Relation[]; words: string };

const everyone = ["member", "approver", "security", "admin", "auditor"] as const satisfies readonly Role[];

/** The one table of who may do what. Roles add up; nothing here is inherited. The page /settings/roles shows it in these words. */
export const permissions = {
  "people.read": { roles: everyone, words: "See people and the teams they are in" },
  "people.invite": { roles: ["admin"], words: "Invite a person, and revoke the invitation" },
  "people.update": { roles: ["admin"], relations: ["self"], words: "Change a person's name" },
  "people.set_roles": { roles: ["admin"], words: "Give and take roles" },
  "people.deactivate": { roles: ["admin"], words: "Deactivate and reactivate a person" },
  "people.reset_passkeys": { roles: ["admin"], words: "Reset the passkeys of a person who lost them" },
  "people.erase": { roles: ["admin"], words: "Erase what is known of a person who left" },
  "people.export": { roles: ["admin", "auditor"], words: "Export people" },
  "sign_ins.read": {
    roles: ["admin", "security", "auditor"],
    relations: ["self"],
    words: "See where a person is signed in",
  },
  "sign_ins.revoke": { roles: ["admin", "security"], relations: ["self"], words: "End a person's sign-ins" },
  "passkeys.manage": { roles: [], relations: ["self"], words: "Add, rename and remove one's own passkeys" },
  "preferences.manage": { roles: [], relations: ["self"], words: "Change one's own preferences" },
  "teams.read": { roles: everyone, words: "See teams" },
  "teams.create": { roles: ["admin"], words: "Make a team" },
  "teams.update": { roles: ["admin"], relations: ["lead"], words: "Rename a team, add and remove its members" },
  "teams.delete": { roles: ["admin"], words: "Delete a team" },
  "audit.read": { roles: ["security", "admin", "auditor"], words: "Read the audit log and its proofs" },
  "audit.export": { roles: ["security", "auditor"], words: "Export the audit log" },
  "jobs.read": { roles: ["admin", "security", "auditor"], words: "See background jobs that failed" },
  "jobs.manage": { roles: ["admin"], words: "Retry or discard background jobs that failed" },
  "settings.read": { roles: ["admin", "security", "auditor"], words: "See how this installation is set up" },
  "sample.manage": { roles: ["admin"], words: "Add and delete the sample data" },
} as const satisfies Record<string, Permission>;

export type Action = keyof typeof permissions;
export const actions = Object.keys(permissions) as Action[];

/** What an action is about, as far as relations need it. */
export type Target = { personId?: string; teamId?: string };

/** The one permission function. Services call `authorize`, which asks this; resources carry its answers as `abilities`. */
export function can(viewer: Viewer, action: Action, target: Target = {}): boolean {
  if (viewer.kind === "system") return true;
  if (viewer.kind === "anonymous") return false;
  const permission: Permission = permissions[action];
  return (
    permission.roles.some((role) => viewer.roles.includes(role)) ||
    (permission.relations ?? []).some((relation) => holds(viewer, relation, target))
  );
}

function holds(viewer: PersonViewer, relation: Relation, target: Target): boolean {
  switch (relation) {
    case "self":
      return target.personId === viewer.id;
    case "lead":
      return target.teamId !== undefined && viewer.leads.includes(target.teamId);
  }
}
