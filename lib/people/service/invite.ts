import "server-only";
import { releasePerson } from "@/lib/agents/service";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { getSettings } from "@/lib/config/settings";
import { AppError, isAppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { makeToken } from "@/lib/crypto/one-time-token";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { insertPerson, lockPerson, type PersonRow } from "@/lib/people/repository";
import { insertInvitation, revokeOpenInvitations } from "@/lib/people/repository/invitations";
import { invitationMs, sortRoles } from "@/lib/people/rules";
import type { Delivery, InvitedPerson, NewInvitation, NewPerson, Person } from "@/lib/people/schema";
import { readBack, requireFound, requireFresh } from "@/lib/people/service/find";
import { queueInvitation } from "@/lib/people/service/notify";
import { addToTeam } from "@/lib/teams/service";

export async function invitePerson(ctx: Ctx, input: NewPerson): Promise<InvitedPerson> {
  await authorize(ctx, "people.invite");
  // To invite somebody as more than a member is to give rights.
  if (input.roles.some((role) => role !== "member")) {
    await authorize(ctx, "people.set_roles");
    requireFresh(ctx);
  }
  return inTransaction(ctx, async (tx) => {
    const id = newId("person", ctx.now.getTime());
    const roles = sortRoles(input.roles);
    const times = { createdAt: ctx.now, updatedAt: ctx.now };
    const isNew = await insertPerson(tx, {
      id,
      email: input.email,
      name: input.name,
      state: "invited",
      roles,
      ...times,
    });
    if (!isNew) throw new AppError("conflict", "Somebody with this e-mail address is here already.");
    const personal = { personId: id, data: { name: input.name, email: input.email } };
    await record(tx, ctx, { type: "person.invited", subjectId: id, data: { roles }, personal });
    for (const [index, team] of input.teams.entries())
      await addToTeam(tx, ctx, { teamId: team, personId: id }).catch((error: unknown) => refuseTeam(error, index));
    const invitation = await createInvitation(tx, ctx, id, input.delivery);
    return { ...(await readBack(tx, ctx, id)), new_invitation: invitation };
  });
}

/** What the body names and nobody knows is a fault of the body; the address itself was found. */
function refuseTeam(error: unknown, index: number): never {
  if (!isAppError(error) || error.code !== "not_found") throw error;
  const detail = "There is no such team.";
  throw new AppError("invalid_input", `teams: ${detail}`, {
    faults: [{ pointer: `/teams/${index}`, code: "unknown_team", detail }],
  });
}

/** What a repeated request is answered: the person as they are now, never the address again. */
export async function readInvited(ctx: Ctx, id: string): Promise<InvitedPerson> {
  await authorize(ctx, "people.invite");
  return { ...(await readBack(ctx.db, ctx, id)), new_invitation: null };
}

export async function renewInvitation(
  ctx: Ctx,
  id: string,
  { delivery }: { delivery: Delivery },
): Promise<NewInvitation> {
  await authorize(ctx, "people.invite", { personId: id });
  // Whoever holds the new address becomes what the invitation makes of them: that is to give rights, again.
  if ((await requireFound(ctx.db, id)).roles.some((role) => role !== "member")) {
    await authorize(ctx, "people.set_roles", { personId: id });
    requireFresh(ctx);
  }
  return inTransaction(ctx, async (tx) => {
    await lockPerson(tx, id);
    requireInvited(await requireFound(tx, id));
    await revokeAndRecord(tx, ctx, id);
    return createInvitation(tx, ctx, id, delivery);
  });
}

export async function revokeInvitation(ctx: Ctx, id: string): Promise<Person> {
  await authorize(ctx, "people.invite", { personId: id });
  return inTransaction(ctx, async (tx) => {
    await lockPerson(tx, id);
    requireInvited(await requireFound(tx, id));
    if ((await revokeAndRecord(tx, ctx, id)) === 0) throw new AppError("conflict", "There is no open invitation.");
    // Nobody waits for the answer of somebody who cannot come any more.
    await releasePerson(tx, ctx, { personId: id, because: "uninvited" });
    return readBack(tx, ctx, id);
  });
}

function requireInvited(row: PersonRow): void {
  if (row.state !== "invited") throw new AppError("conflict", "This person is not waiting for an invitation.");
}

async function revokeAndRecord(tx: Tx, ctx: Ctx, personId: string): Promise<number> {
  const revoked = await revokeOpenInvitations(tx, personId, ctx.now);
  for (const id of revoked)
    await record(tx, ctx, { type: "invitation.revoked", subjectId: id, data: { person: personId } });
  return revoked.length;
}

/** A mailed one is sealed until the mail is written: the job that writes it makes the token, so no queue ever holds one. */
async function createInvitation(tx: Tx, ctx: Ctx, personId: string, delivery: Delivery): Promise<NewInvitation> {
  const { publicUrl, mail } = getSettings();
  const { token, hash } = makeToken();
  const id = newId("invitation", ctx.now.getTime());
  const expiresAt = new Date(ctx.now.getTime() + invitationMs);
  const createdBy = ctx.viewer.kind === "anonymous" ? "" : ctx.viewer.id;
  await insertInvitation(tx, { id, tokenHash: hash, personId, createdBy, createdAt: ctx.now, expiresAt });
  const mailed = mail !== null && delivery === "mail";
  await record(tx, ctx, { type: "invitation.created", subjectId: id, data: { person: personId, mailed } });
  if (mailed) await queueInvitation(tx, id);
  return {
    url: mailed ? null : `${publicUrl}/sign-in/invitation?token=${token}`,
    expires_at: expiresAt.toISOString(),
    mailed,
  };
}
