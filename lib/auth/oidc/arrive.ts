import "server-only";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import type { ProviderClaims } from "@/lib/auth/oidc/provider";
import type { SignInError } from "@/lib/auth/rules";
import { type Browser, openSignIn } from "@/lib/auth/sign-ins";
import type { Settings } from "@/lib/config/settings";
import { emailField, nameField } from "@/lib/core/fields";
import type { Tx } from "@/lib/db/transaction";
import { readDirectoryGrants } from "@/lib/directory/service";
import { readGrants } from "@/lib/people/rules";
import { acceptAllInvitations, addPerson, applyGroupRoles, findByEmail, findById } from "@/lib/people/service";
import { followGroups } from "@/lib/teams/service";

type Provider = NonNullable<Settings["oidc"]>;
type Arrival = { claims: ProviderClaims; oidc: Provider; browser: Browser; previousToken: string | undefined };
/** `personId` and `email` say whom a refusal is about, as far as anybody can tell. */
export type Arrived =
  | { ok: true; token: string }
  | { ok: false; error: SignInError; personId: string | null; email: string | null };

type Found = { id: string; accepted: readonly string[] } | { error: SignInError; id: string | null };

/** Signs in whom the provider vouches for, and brings their roles and teams in step with their groups. */
export async function arriveFromProvider(
  tx: Tx,
  ctx: Ctx,
  { claims, oidc, browser, previousToken }: Arrival,
): Promise<Arrived> {
  const found = (await findLinked(tx, claims)) ?? (await findByAddress(tx, ctx, claims, oidc));
  if ("error" in found) return { ok: false, error: found.error, personId: found.id, email: readEmail(claims) };
  const { token, viewer } = await openSignIn(tx, ctx, { personId: found.id, method: "oidc", browser, previousToken });
  const own: Ctx = { ...ctx, viewer };
  for (const id of found.accepted) {
    await record(tx, own, { type: "invitation.accepted", subjectId: id, data: { person: found.id } });
  }
  if (Object.keys(oidc.groups).length > 0) {
    const grants = readGrants(readGroups(claims, oidc.groupsClaim), oidc.groups);
    const directory = await readDirectoryGrants(tx, found.id);
    await applyGroupRoles(tx, own, found.id, [...grants.roles, ...directory.roles]);
    await followGroups(tx, own, found.id, [...grants.teamSlugs, ...directory.teamSlugs]);
  }
  return { ok: true, token };
}

/** Whoever came before is known by issuer and subject alone, whatever their address is today. */
async function findLinked(tx: Tx, { iss, sub }: ProviderClaims): Promise<Found | undefined> {
  const account = await tx.account.findUnique({ where: { issuer_subject: { issuer: iss, subject: sub } } });
  if (!account) return undefined;
  const { id, state } = await findById(tx, account.personId);
  return state === "active" ? { id, accepted: [] } : { error: "not_active", id };
}

/** The first time, a verified address says who it is: somebody invited, somebody here, or, where that is allowed, somebody new. */
async function findByAddress(tx: Tx, ctx: Ctx, claims: ProviderClaims, oidc: Provider): Promise<Found> {
  const email = readEmail(claims);
  if (email === null || claims.email_verified !== true) return { error: "email_unverified", id: null };
  // A newcomer with two browsers at once: the second waits, and then finds what the first one made.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`ambit_arrival:${email}`}))`;
  const linked = await findLinked(tx, claims);
  if (linked) return linked;
  const person = await findByEmail(tx, email);
  if (!person && !oidc.signUp) return { error: "not_invited", id: null };
  if (!person) {
    const id = await addPerson(tx, ctx, { email, name: readName(claims, email), roles: ["member"] });
    await linkAccount(tx, ctx, claims, id);
    return { id, accepted: [] };
  }
  if (person.state !== "active" && person.state !== "invited") return { error: "not_active", id: person.id };
  // An address that the provider gave to somebody else must not open the first owner's account.
  const others = await tx.account.count({ where: { personId: person.id, issuer: claims.iss } });
  if (others > 0) return { error: "account_conflict", id: person.id };
  await linkAccount(tx, ctx, claims, person.id);
  const accepted = person.state === "invited" ? await acceptAllInvitations(tx, ctx, person.id) : [];
  return { id: person.id, accepted };
}

async function linkAccount(tx: Tx, ctx: Ctx, { iss, sub }: ProviderClaims, personId: string): Promise<void> {
  await tx.account.create({ data: { issuer: iss, subject: sub, personId, createdAt: ctx.now } });
}

function readEmail({ email }: ProviderClaims): string | null {
  const parsed = emailField.safeParse(email);
  return parsed.success ? parsed.data : null;
}

function readName({ name }: ProviderClaims, email: string): string {
  const parsed = nameField.safeParse(name);
  return parsed.success ? parsed.data : email.slice(0, 120);
}

/** A list, or a single name. No claim is no group: what groups gave is taken away, never kept by accident. */
function readGroups(claims: ProviderClaims, claim: string): string[] {
  const value = claims[claim];
  return [value].flat().filter((group): group is string => typeof group === "string");
}
