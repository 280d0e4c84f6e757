import "server-only";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { durations } from "@/lib/auth/durations";
import { choosePath } from "@/lib/auth/rules";
import type { SignInError } from "@/lib/auth/rules";
import { confirmSignIn, findSignIn, openSignIn, type Browser } from "@/lib/auth/sign-ins";
import { getSettings } from "@/lib/config/settings";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { hashToken, makeToken } from "@/lib/crypto/one-time-token";
import type { Database } from "@/lib/db/client";
import { takeAttempt } from "@/lib/db/rate-limits";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";
import { canMail, sendMail } from "@/lib/mail/service";
import { type DescribedToken, findByEmail, findById } from "@/lib/people/service";

export type OneTimeLink = { url: string; expires_at: string };

export async function createLink(
  tx: Tx,
  ctx: Ctx,
  personId: string,
  origin: "terminal" | "mail",
  next?: string,
): Promise<OneTimeLink> {
  const { token, hash } = makeToken();
  const id = newId("link", ctx.now.getTime());
  const expiresAt = new Date(ctx.now.getTime() + durations.linkMs);
  await tx.oneTimeLink.create({ data: { id, tokenHash: hash, personId, origin, createdAt: ctx.now, expiresAt } });
  await record(tx, ctx, { type: "link.created", subjectId: id, data: { person: personId, origin } });
  const query = new URLSearchParams({ token });
  const path = choosePath(next);
  if (path !== "/") query.set("next", path);
  return { url: `${getSettings().publicUrl}/sign-in/link?${query}`, expires_at: expiresAt.toISOString() };
}

/** What the link's page shows. Reads only: mail scanners open links too, so only the button on that page signs in. */
export async function describeLink(db: Database, token: string, now: Date): Promise<DescribedToken> {
  const hash = hashToken(token);
  const row = hash ? await db.oneTimeLink.findUnique({ where: { tokenHash: hash }, include: { person: true } }) : null;
  if (!row) return { state: "unknown", person: null, expires_at: null };
  const state = row.usedAt ? "used" : row.expiresAt <= now ? "expired" : "ready";
  return {
    state,
    person: { name: row.person.name, email: row.person.email ?? "" },
    expires_at: row.expiresAt.toISOString(),
  };
}

type Spending = {
  token: string;
  browser: Browser;
  /** What the browser holds already. */ previousToken: string | undefined;
};
export type SpendOutcome = { ok: true; token: string | null } | { ok: false; error: SignInError };

/**
 * Uses the link up and signs its person in. In a browser where that person is signed in already it confirms that
 * sign-in instead: a fresh link is the last way to step up. Of two that use it at once, one finds it used.
 */
export async function spendLink(ctx: Ctx, { token, browser, previousToken }: Spending): Promise<SpendOutcome> {
  const hash = hashToken(token);
  const found = hash ? await ctx.db.oneTimeLink.findUnique({ where: { tokenHash: hash } }) : null;
  const outcome = await inTransaction(ctx, async (tx): Promise<SpendOutcome> => {
    if (!found) return { ok: false, error: "link_unknown" };
    const { count } = await tx.oneTimeLink.updateMany({
      where: { id: found.id, usedAt: null, expiresAt: { gt: ctx.now } },
      data: { usedAt: ctx.now },
    });
    if (count === 0) return { ok: false, error: found.expiresAt <= ctx.now ? "link_expired" : "link_used" };
    const { state } = await findById(tx, found.personId);
    if (state !== "active") return { ok: false, error: "not_active" };
    const current = previousToken === undefined ? undefined : await findSignIn(tx, previousToken, ctx.now);
    if (current?.viewer.id === found.personId) {
      await confirmSignIn(tx, ctx, current.viewer, "link");
      return { ok: true, token: null };
    }
    const opened = await openSignIn(tx, ctx, { personId: found.personId, method: "link", browser, previousToken });
    return { ok: true, token: opened.token };
  });
  if (!outcome.ok) await recordRefusal(ctx, found, outcome.error, browser);
  return outcome;
}

async function recordRefusal(
  ctx: Ctx,
  link: { id: string; personId: string } | null,
  cause: SignInError,
  browser: Browser,
): Promise<void> {
  const data = { cause, person: link?.personId ?? null };
  const personal = { personId: link?.personId ?? null, data: { address: browser.address } };
  await inTransaction(ctx, (tx) =>
    record(tx, ctx, { type: "link.refused", subjectId: link?.id ?? null, data, personal }),
  );
}

const perAddress = { limit: 5, windowSeconds: 3_600 };

/** The same answer, after the same work, whoever asks and whoever exists: nobody learns who has an account. */
export async function requestLink(ctx: Ctx, email: string, next: string | undefined): Promise<{ minutes: number }> {
  if (!canMail())
    throw new AppError("conflict", "This console mails no links. Ask an operator for one from the terminal.");
  const attempt = await takeAttempt(ctx.db, { key: `link-to:${email}`, ...perAddress }, ctx.now);
  const person = attempt.allowed ? await findByEmail(ctx.db, email) : undefined;
  const known = person?.state === "active" ? person.id : null;
  await inTransaction(ctx, (tx) => enqueue(tx, "mail_sign_in_link", { person: known, next: choosePath(next) }));
  return { minutes: durations.linkMs / 60_000 };
}

/** The job: makes the link when it is mailed, so that no token waits in the table of jobs. */
export async function mailSignInLink(db: Database, personId: string | null, next: string): Promise<void> {
  if (personId === null) return;
  const ctx: Ctx = { viewer: { kind: "system", id: "worker" }, requestId: newId("request"), now: new Date(), db };
  await inTransaction(ctx, async (tx) => {
    const { email, name, state } = await findById(tx, personId);
    if (email === null || state !== "active") return;
    const { url } = await createLink(tx, ctx, personId, "mail", next);
    await sendMail({
      to: email,
      subject: "Your sign-in link for Ambit",
      lines: [
        `Hello ${name},`,
        "open this page and press its button to sign in, or to confirm that it is you. It works once, for ten minutes:",
        url,
        "If you did not ask for it, do nothing: without the button nothing happens.",
      ],
    });
  });
}
