import { type Action, actions, permissions, type Relation } from "@/lib/access/permissions";
import type { Role } from "@/lib/core/viewer";

type Area = Action extends `${infer Name}.${string}` ? Name : never;

/** Under which heading an action stands. A new area has no heading until it is named here, and does not compile. */
const headings: Readonly<Record<Area, string>> = {
  people: "People",
  sign_ins: "Sign-ins",
  passkeys: "Your own account",
  preferences: "Your own account",
  teams: "Teams",
  directory: "Directory",
  agents: "Agents",
  policy: "Policy",
  guardrails: "Policy",
  decisions: "Decisions",
  systems: "Systems",
  shadow: "Discovered agents",
  handovers: "Hand-over",
  views: "Your own account",
  audit: "Audit log",
  jobs: "This installation",
  settings: "This installation",
  sample: "This installation",
};

const relationWords: Readonly<Record<Relation, string>> = {
  self: "the person themselves",
  lead: "whoever leads the team",
  keeper: "the agent's owner and deputy",
};

export type PermissionLine = { action: Action; words: string; roles: readonly Role[]; relations: string | null };
export type PermissionGroup = { heading: string; lines: readonly PermissionLine[] };

/** The table of permissions as the page of roles shows it, in the order of the table. */
export function listPermissionGroups(): readonly PermissionGroup[] {
  const found = new Map<string, PermissionLine[]>();
  for (const action of actions) {
    const heading = headings[action.split(".")[0] as Area];
    found.set(heading, [...(found.get(heading) ?? []), describe(action)]);
  }
  return [...found].map(([heading, lines]) => ({ heading, lines }));
}

function describe(action: Action): PermissionLine {
  const permission: { roles: readonly Role[]; relations?: readonly Relation[]; words: string } = permissions[action];
  const { roles, words, relations = [] } = permission;
  const also = relations.map((relation) => relationWords[relation]).join(" and ");
  if (also === "") return { action, words, roles, relations: null };
  return { action, words, roles, relations: roles.length === 0 ? `Only ${also}` : `Also ${also}` };
}
