import "server-only";
import { requirePerson } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { actions, can } from "@/lib/access/permissions";
import { readRelyingParty } from "@/lib/auth/passkeys/relying-party";
import type { CurrentViewer, SignInOptions } from "@/lib/auth/schema";
import { getSettings } from "@/lib/config/settings";
import { canMail } from "@/lib/mail/service";
import { getPerson, getPreferences, listBlockedPeople } from "@/lib/people/service";

export async function describeViewer(ctx: Ctx): Promise<CurrentViewer> {
  const viewer = requirePerson(ctx);
  const [person, preferences, notices] = await Promise.all([
    getPerson(ctx, viewer.id),
    getPreferences(ctx),
    listNotices(ctx),
  ]);
  const { id, method, authenticatedAt } = viewer.signIn;
  return {
    id: person.id,
    version: person.version,
    name: person.name,
    email: person.email ?? "",
    roles: person.roles,
    teams: person.teams.map((team) => ({ id: team.id, name: team.name, lead: team.lead })),
    passkeys: person.passkeys,
    preferences,
    approvals_blocked_until: person.approvals_blocked_until,
    notices,
    sign_in: { id, method, authenticated_at: authenticatedAt.getTime() === 0 ? null : authenticatedAt.toISOString() },
    abilities: actions.filter((action) => can(viewer, action)),
  };
}

/** That somebody's passkeys were reset is told to them and to security, in the console too: mail may be off, or be read by a thief. */
async function listNotices(ctx: Ctx): Promise<CurrentViewer["notices"]> {
  const { id, roles } = requirePerson(ctx);
  const blocked = await listBlockedPeople(ctx);
  return blocked
    .filter((person) => person.id === id || roles.includes("security"))
    .map(({ until, ...person }) => ({ kind: "passkeys_reset", person, until, own: person.id === id }));
}

/** Which ways in the sign-in page offers. */
export function describeSignInOptions(): SignInOptions {
  const { oidc } = getSettings();
  const party = readRelyingParty();
  return {
    oidc: oidc ? { name: oidc.name } : null,
    passkeys: "reason" in party ? { available: false, reason: party.reason } : { available: true, reason: null },
    links: { mailed: canMail() },
  };
}
