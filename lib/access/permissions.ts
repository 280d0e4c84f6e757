import type { PersonViewer, Role, Viewer } from "@/lib/core/viewer";

/** How a person stands to the thing itself: it is their own, they lead the team, they are owner or deputy of the agent. */
export type Relation = "self" | "lead" | "keeper";

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
  "directory.read": {
    roles: ["admin", "security", "auditor"],
    words: "See the directory, its groups and what it was refused",
  },
  "directory.manage": {
    roles: ["admin"],
    words: "Make and revoke the directory's secrets, and map its groups to teams",
  },
  "agents.read": { roles: everyone, words: "See agents, who answers for them and what they reach" },
  "agents.create": { roles: ["member", "security"], words: "Register an agent" },
  "agents.update": { roles: ["security"], relations: ["keeper"], words: "Change an agent's record" },
  "agents.set_owners": { roles: ["security"], relations: ["keeper"], words: "Ask somebody to own an agent" },
  "agents.answer": { roles: [], relations: ["self"], words: "Accept, decline and confirm what one is asked to own" },
  "agents.steer": {
    roles: ["security"],
    relations: ["keeper"],
    words: "Send an agent to review, activate, suspend, resume and retire it",
  },
  "agents.review": { roles: ["security"], words: "Deny, revoke and reopen agents" },
  "agents.assess": { roles: ["security"], words: "Set the tier an agent has" },
  "agents.import": { roles: ["member", "security"], words: "Import agents from files" },
  "agents.export": { roles: everyone, words: "Export agents" },
  "policy.read": { roles: everyone, words: "See what an agent may do, and its draft" },
  "policy.write": { roles: ["security"], relations: ["keeper"], words: "Write an agent's policy and propose changes" },
  "policy.review": { roles: ["security"], relations: ["keeper"], words: "Review a change that somebody else proposed" },
  "policy.bypass": { roles: ["security"], words: "Make a change live without review, in an emergency" },
  "guardrails.write": { roles: ["security"], words: "Write guardrails, and review those of others" },
  "decisions.read": {
    roles: ["security", "auditor"],
    relations: ["keeper"],
    words: "See what an agent did and was refused",
  },
  "decisions.keep": { roles: ["security"], words: "Set how long decisions and their arguments are kept" },
  "systems.read": { roles: everyone, words: "See systems and which agents reach them" },
  "systems.create": { roles: ["member", "security"], words: "Add a system" },
  "systems.update": { roles: ["security"], words: "Change a system, also how it verifies its callers" },
  "shadow.read": { roles: everyone, words: "See agents that were discovered and are not governed" },
  "shadow.report": { roles: ["member", "security"], words: "Report a discovered agent" },
  "shadow.decide": { roles: ["security"], words: "Decide what becomes of a discovered agent" },
  "handovers.read": { roles: everyone, words: "See what somebody who left held" },
  "handovers.manage": { roles: ["security", "admin"], words: "Ask successors for what somebody who left held" },
  "views.manage": { roles: everyone, words: "Save views of lists, for oneself or for everybody" },
  "views.change": {
    roles: ["admin"],
    relations: ["self"],
    words: "Change and delete views that are shared; one's own always",
  },
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
export type Target = { personId?: string; teamId?: string; agentId?: string; keepers?: readonly string[] };

/** What a SCIM directory may do through the services; its own resources are a door of their own. */
const directoryActions: readonly Action[] = ["people.read", "people.update", "people.deactivate", "teams.read"];

/** The one permission function. Services call `authorize`, which asks this; resources carry its answers as `abilities`. */
export function can(viewer: Viewer, action: Action, target: Target = {}): boolean {
  if (viewer.kind === "system") return true;
  if (viewer.kind === "anonymous") return false;
  if (viewer.kind === "directory") return directoryActions.includes(action);
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
    case "keeper":
      return target.keepers?.includes(viewer.id) === true;
  }
}
