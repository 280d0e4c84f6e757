import "server-only";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { isSample, type Role } from "@/lib/core/viewer";
import { hashToken } from "@/lib/crypto/one-time-token";
import type { Database } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import {
  changePerson,
  findAdmins,
  findPerson,
  findPersonByEmail,
  insertPerson,
  lockFirstAdmin,
} from "@/lib/people/repository";
import {
  closeInvitations,
  findInvitation,
  type InvitationRow,
  takeInvitation,
} from "@/lib/people/repository/invitations";
import { firstAdminName } from "@/lib/people/rules";
import type { TokenState } from "@/lib/people/schema";
import type { PersonState } from "@/lib/people/rules";
import { requireFound } from "@/lib/people/service/find";

type Known = { id: string; email: string | null; state: PersonState };

export async function findByEmail(db: Database | Tx, email: string): Promise<Known | undefined> {
  const row = await findPersonByEmail(db, email);
  return row ? { id: row.id, email: row.email, state: row.state } : undefined;
}

export async function findById(db: Database | Tx, id: string): Promise<Known & { name: string }> {
  const { email, name, state } = await requireFound(db, id);
  return { id, email, name, state };
}

/** Whether anybody who can give roles has ever been here; until then the terminal decides who the first admin is. */
export async function hasAdminSignedIn(db: Database | Tx): Promise<boolean> {
  return (await findAdmins(db)).some(({ lastSeenAt }) => lastSeenAt !== null);
}

/** The longest-standing admin; null on a fresh installation. */
export async function findEldestAdmin(db: Database | Tx): Promise<Known | null> {
  const [admin] = await findAdmins(db);
  return admin ? { id: admin.id, email: admin.email, state: "active" } : null;
}

/** The first admin, made when first needed, or given another address while nobody has signed in as admin yet. */
export async function settleFirstAdmin(tx: Tx, ctx: Ctx, email: string): Promise<string> {
  await lockFirstAdmin(tx);
  if (await hasAdminSignedIn(tx)) throw new AppError("conflict", "There is an admin already.");
  const admin = await findEldestAdmin(tx);
  if (admin) {
    if (admin.email === email) return admin.id;
    await changePerson(tx, { id: admin.id }, { email, updatedAt: ctx.now });
    const personal = { personId: admin.id, data: { before: { email: admin.email }, after: { email } } };
    await record(tx, ctx, { type: "person.updated", subjectId: admin.id, personal });
    return admin.id;
  }
  return addPerson(tx, ctx, { email, name: firstAdminName, roles: ["security", "admin"] });
}

/** Somebody nobody invited: the first admin, or a person the provider vouches for where the settings allow that. */
export async function addPerson(
  tx: Tx,
  ctx: Ctx,
  input: { email: string; name: string; roles: Role[] },
): Promise<string> {
  const id = newId("person", ctx.now.getTime());
  const times = { createdAt: ctx.now, updatedAt: ctx.now };
  const isNew = await insertPerson(tx, { id, state: "active", sample: isSample(ctx.viewer), ...input, ...times });
  if (!isNew) throw new AppError("conflict", "Somebody with this e-mail address is here already.");
  const personal = { personId: id, data: { name: input.name, email: input.email } };
  await record(tx, ctx, { type: "person.created", subjectId: id, data: { roles: input.roles }, personal });
  return id;
}

export type DescribedToken = {
  state: TokenState;
  person: { name: string; email: string } | null;
  expires_at: string | null;
};

/** `invited_by` is null when no person did, or they have left since. */
type DescribedInvitation = DescribedToken & {
  invited_by: string | null;
  roles: readonly Role[];
  teams: readonly string[];
};

/** What the invitation's page shows. Reads only: mail scanners open links too. */
export async function describeInvitation(db: Database, token: string, now: Date): Promise<DescribedInvitation> {
  const hash = hashToken(token);
  const row = hash ? await findInvitation(db, { tokenHash: hash }) : null;
  if (!row) return { state: "unknown", person: null, expires_at: null, invited_by: null, roles: [], teams: [] };
  const { name, email, roles, memberships } = row.person;
  const inviter = await findPerson(db, row.createdBy);
  return {
    state: readState(row, now),
    person: { name, email: email ?? "" },
    expires_at: row.expiresAt.toISOString(),
    invited_by: inviter?.state === "active" ? inviter.name : null,
    roles,
    teams: memberships.map(({ team }) => team.name),
  };
}

function readState(row: InvitationRow, now: Date): TokenState {
  if (row.revokedAt) return "revoked";
  if (row.usedAt || row.person.state !== "invited") return "used";
  return row.expiresAt <= now ? "expired" : "ready";
}

/** Uses the invitation up and makes its person active. Nothing when somebody was first, or it ran out or was revoked. */
export async function acceptInvitation(
  tx: Tx,
  ctx: Ctx,
  token: string,
): Promise<{ id: string; personId: string } | undefined> {
  const hash = hashToken(token);
  const taken = hash ? await takeInvitation(tx, hash, ctx.now) : undefined;
  if (!taken) return undefined;
  const activated = await changePerson(
    tx,
    { id: taken.personId, state: "invited" },
    { state: "active", updatedAt: ctx.now },
  );
  return activated ? taken : undefined;
}

/** The invited person came another way: the provider vouches for the address the invitation went to. */
export async function acceptAllInvitations(tx: Tx, ctx: Ctx, personId: string): Promise<string[]> {
  await changePerson(tx, { id: personId, state: "invited" }, { state: "active", updatedAt: ctx.now });
  return closeInvitations(tx, personId, ctx.now);
}
