import "server-only";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { durations } from "@/lib/auth/durations";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { PersonViewer, Role, SignInMethod } from "@/lib/core/viewer";
import { hashToken, makeToken } from "@/lib/crypto/one-time-token";
import type { Database, Transaction } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { log } from "@/lib/telemetry/log";

/** What is kept of the browser a person signs in with. */
export type Browser = { address: string; userAgent: string };

export type FoundSignIn = { viewer: PersonViewer; authenticatedBy: SignInMethod; lastSeenAt: Date };

type Row = {
  id: string;
  personId: string;
  method: SignInMethod;
  authenticatedAt: Date;
  authenticatedBy: SignInMethod;
  lastSeenAt: Date;
  roles: Role[];
  leads: string[];
  hasPasskeys: boolean;
};

/** The living sign-in behind a token: not ended, not expired, not idle, and its person active. */
export async function findSignIn(
  db: Database | Transaction,
  token: string,
  now: Date,
): Promise<FoundSignIn | undefined> {
  const hash = hashToken(token);
  if (!hash) return undefined;
  const idleSince = new Date(now.getTime() - durations.idleMs);
  const [row] = await db.$queryRaw<Row[]>`
    select s.id, s.person_id as "personId", s.method, s.authenticated_at as "authenticatedAt",
      s.authenticated_by as "authenticatedBy", s.last_seen_at as "lastSeenAt", p.roles::text[] as roles,
      array(select m.team_id from team_members m where m.person_id = p.id and m.lead) as leads,
      exists(select from passkeys k where k.person_id = p.id) as "hasPasskeys"
    from sign_ins s join people p on p.id = s.person_id
    where s.token_hash = ${hash} and s.revoked_at is null and s.expires_at > ${now}
      and s.last_seen_at > ${idleSince} and p.state = 'active'`;
  if (!row) return undefined;
  const { id, personId, method, roles, leads, authenticatedBy, lastSeenAt } = row;
  // Whoever has a passkey proves with a passkey: a mailbox or a provider account alone never passes a step-up.
  const counts = authenticatedBy === "passkey" || !row.hasPasskeys;
  const authenticatedAt = counts ? row.authenticatedAt : new Date(0);
  return {
    viewer: { kind: "person", id: personId, roles, leads, signIn: { id, method, authenticatedAt } },
    authenticatedBy,
    lastSeenAt,
  };
}

/**
 * Bookkeeping beside the request, not part of it: nobody waits for it, nothing that anyone reads or decides hangs on it
 * but the idle limit, and it happens at most once a minute. So a GET still changes nothing a caller could want changed.
 */
export function noteSeen(db: Database, { viewer, lastSeenAt }: FoundSignIn, now: Date): void {
  if (now.getTime() - lastSeenAt.getTime() < durations.seenEveryMs) return;
  writeSeen(db, viewer, now).catch((error: unknown) => log.warn({ err: error }, "last_seen_at was not written"));
}

export async function writeSeen(db: Database, viewer: PersonViewer, now: Date): Promise<void> {
  await db.$executeRaw`
    with seen as (update sign_ins set last_seen_at = ${now} where id = ${viewer.signIn.id} and last_seen_at < ${now} returning person_id)
    update people set last_seen_at = ${now} where id in (select person_id from seen)`;
}

type Opening = {
  personId: string;
  method: SignInMethod;
  browser: Browser;
  /** What the browser held until now. */ previousToken?: string | undefined;
};

/** The one way into the console. Always a new token, so one that was planted in the browser before is worth nothing. */
export async function openSignIn(tx: Tx, ctx: Ctx, opening: Opening): Promise<{ token: string; viewer: PersonViewer }> {
  const { personId, method } = opening;
  await lockActivePerson(tx, ctx, personId);
  const { token, hash } = makeToken();
  const browser = cleanBrowser(opening.browser);
  const id = newId("signIn", ctx.now.getTime());
  await tx.signIn.create({
    data: {
      id,
      tokenHash: hash,
      personId,
      method,
      ...browser,
      createdAt: ctx.now,
      authenticatedAt: ctx.now,
      authenticatedBy: method,
      lastSeenAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + durations.signInMs),
    },
  });
  const viewer: PersonViewer = {
    kind: "person",
    id: personId,
    roles: [],
    leads: [],
    signIn: { id, method, authenticatedAt: ctx.now },
  };
  const personal = { address: browser.address, user_agent: browser.userAgent };
  await record(
    tx,
    { ...ctx, viewer },
    { type: "sign_in.opened", subjectId: id, data: { method }, personal: { personId, data: personal } },
  );
  const previous = hashToken(opening.previousToken);
  if (previous) await endSignIns(tx, { ...ctx, viewer }, { tokenHash: previous }, "replaced");
  return { token, viewer };
}

/** Takes the row, so that a deactivation at the same moment either comes first and refuses this, or comes after and ends it. */
async function lockActivePerson(tx: Tx, ctx: Ctx, personId: string): Promise<void> {
  const { count } = await tx.person.updateMany({
    where: { id: personId, state: "active" },
    data: { lastSeenAt: ctx.now },
  });
  if (count === 0)
    throw new AppError("forbidden", "This person cannot sign in: they are not active. An admin can change that.");
}

/** Step-up: this sign-in, and no other, counts as fresh again. */
export async function confirmSignIn(tx: Tx, ctx: Ctx, viewer: PersonViewer, method: SignInMethod): Promise<void> {
  const { count } = await tx.signIn.updateMany({
    where: { id: viewer.signIn.id, personId: viewer.id, revokedAt: null },
    data: { authenticatedAt: ctx.now, authenticatedBy: method },
  });
  if (count === 0) throw new AppError("unauthenticated", "Your sign-in ended. Sign in, then try again.");
  await record(tx, { ...ctx, viewer }, { type: "sign_in.confirmed", subjectId: viewer.signIn.id, data: { method } });
}

export type EndCause = "signed_out" | "revoked" | "replaced" | "deactivated" | "erased" | "passkeys_reset";
type Which = { id?: string | { not: string }; personId?: string; tokenHash?: Uint8Array<ArrayBuffer> };

/** Ends sign-ins at once and tells every open stream. Answers how many there were. */
export async function endSignIns(tx: Tx, ctx: Ctx, which: Which, cause: EndCause): Promise<number> {
  const ended = await tx.signIn.updateManyAndReturn({
    where: { ...which, revokedAt: null, expiresAt: { gt: ctx.now } },
    data: { revokedAt: ctx.now },
    select: { id: true, personId: true },
  });
  for (const { id, personId } of ended) {
    const own = ctx.viewer.kind === "person" && ctx.viewer.id === personId && cause !== "revoked";
    await record(tx, ctx, {
      type: own ? "sign_in.ended" : "sign_in.revoked",
      subjectId: id,
      data: { person: personId, cause },
    });
    await tx.$executeRaw`select pg_notify('ambit_sign_in_ended', ${id})`;
  }
  return ended.length;
}

/** Browsers name themselves; what they say is stored and shown, so it is cut to one plain line. */
function cleanBrowser({ address, userAgent }: Browser): Browser {
  return { address: address.slice(0, 64), userAgent: userAgent.replaceAll(/[^\x20-\x7e]/g, "").slice(0, 300) };
}
