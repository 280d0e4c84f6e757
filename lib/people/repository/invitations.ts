import "server-only";
import type { Database, Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

export function insertInvitation(tx: Transaction, data: Prisma.InvitationUncheckedCreateInput): Promise<unknown> {
  return tx.invitation.create({ data });
}

/** Ends every invitation of theirs that was not used, also those that ran out. */
export async function revokeOpenInvitations(tx: Transaction, personId: string, now: Date): Promise<string[]> {
  const where = { personId, usedAt: null, revokedAt: null };
  const revoked = await tx.invitation.updateManyAndReturn({ where, data: { revokedAt: now }, select: { id: true } });
  return revoked.map(({ id }) => id);
}

const named = {
  person: {
    select: {
      id: true,
      name: true,
      email: true,
      state: true,
      roles: true,
      memberships: { select: { team: { select: { name: true } } }, orderBy: { team: { name: "asc" } } },
    },
  },
} satisfies Prisma.InvitationInclude;
export type InvitationRow = Prisma.InvitationGetPayload<{ include: typeof named }>;

export function findInvitation(
  db: Database | Transaction,
  where: { id: string } | { tokenHash: Uint8Array<ArrayBuffer> },
): Promise<InvitationRow | null> {
  return db.invitation.findUnique({ where, include: named });
}

/** The first to come takes it; whoever comes at the same moment finds it used. */
export async function takeInvitation(
  tx: Transaction,
  tokenHash: Uint8Array<ArrayBuffer>,
  now: Date,
): Promise<{ id: string; personId: string } | undefined> {
  const where = { tokenHash, usedAt: null, revokedAt: null, expiresAt: { gt: now } };
  const [taken] = await tx.invitation.updateManyAndReturn({
    where,
    data: { usedAt: now },
    select: { id: true, personId: true },
  });
  return taken;
}

/** Closes what is open because the person came another way. */
export async function closeInvitations(tx: Transaction, personId: string, now: Date): Promise<string[]> {
  const where = { personId, usedAt: null, revokedAt: null };
  const closed = await tx.invitation.updateManyAndReturn({ where, data: { usedAt: now }, select: { id: true } });
  return closed.map(({ id }) => id);
}

export async function replaceInvitationToken(
  tx: Transaction,
  id: string,
  tokenHash: Uint8Array<ArrayBuffer>,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({
    where: { id, usedAt: null, revokedAt: null, expiresAt: { gt: now } },
    data: { tokenHash },
  });
  return count === 1;
}
