import { type Role, roles } from "@/lib/core/viewer";

export const personStates = ["invited", "active", "deactivated", "erased"] as const;
export type PersonState = (typeof personStates)[number];

export const personSorts = ["name", "-name", "created_at", "-created_at"] as const;
export type PersonSort = (typeof personSorts)[number];

export const invitationMs = 7 * 24 * 3_600_000;
/** What is shown instead of a name that was erased. */
export const erasedName = "Erased person";

/** In the table's order, each once: two sets of roles that mean the same are written the same. */
export function sortRoles(given: Iterable<Role>): Role[] {
  const wanted = new Set(given);
  return roles.filter((role) => wanted.has(role));
}

/** The first admin's address until somebody says a real one: it is nobody's, so no mail reaches it. */
export function isPlaceholderEmail(email: string | null): boolean {
  return email?.endsWith("@localhost") ?? false;
}

/** What the first admin is called until they say their name. */
export const firstAdminName = "Admin";

/** The first admin, before they have said who they are. */
export function isNewcomer(person: { name: string; roles: readonly Role[] }): boolean {
  return person.name === firstAdminName && person.roles.includes("admin");
}

export type Held = { roles: readonly Role[]; groupRoles: readonly Role[] };

/**
 * What a person's roles become when their groups give `fromGroups`: what people gave stays, what earlier groups gave and
 * these do not goes. Nobody is left with nothing: then they are a member.
 */
export function mergeGroupRoles(held: Held, fromGroups: readonly Role[]): Held {
  const byHand = held.roles.filter((role) => !held.groupRoles.includes(role));
  const merged = sortRoles([...byHand, ...fromGroups]);
  const groupRoles = sortRoles(fromGroups.filter((role) => !byHand.includes(role)));
  return { roles: merged.length > 0 ? merged : ["member"], groupRoles };
}

export type Grants = { roles: Role[]; teamSlugs: string[] };

/** What the mapping in the settings (`{"it-security": ["security", "team:payments"]}`) gives for these groups. */
export function readGrants(groups: readonly string[], mapping: Readonly<Record<string, readonly string[]>>): Grants {
  const granted = new Set(groups.flatMap((group) => (Object.hasOwn(mapping, group) ? (mapping[group] ?? []) : [])));
  const teamSlugs = [...granted].flatMap((grant) => (grant.startsWith("team:") ? [grant.slice("team:".length)] : []));
  return { roles: roles.filter((role) => granted.has(role)), teamSlugs };
}
