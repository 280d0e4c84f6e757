import "server-only";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { spendLink, type SpendOutcome } from "@/lib/auth/links";
import { choosePath } from "@/lib/auth/rules";
import { type SignInError, signInErrors } from "@/lib/auth/rules";
import { readSignInToken, writeSignInCookie } from "@/lib/auth/sign-ins/cookie";
import { type Browser, openSignIn } from "@/lib/auth/sign-ins";
import { answerPlainly, orAway } from "@/lib/http/answer/plain-answer";
import { getSettings } from "@/lib/config/settings";
import { AppError } from "@/lib/core/errors";
import { openDatabase } from "@/lib/db/client";
import { takeAttempt } from "@/lib/db/rate-limits";
import { inTransaction } from "@/lib/db/transaction";
import { groupAddress, peerHeader, readClientAddress } from "@/lib/http/client-address";
import { type Cookie, writeCookie } from "@/lib/http/reply";
import { chooseRequestId } from "@/lib/http/request-id";
import { acceptInvitation, describeInvitation } from "@/lib/people/service";

/** What a plain route has to find out for itself; operations get it from the wrapper. */
export function openRequest(request: Request): { ctx: Ctx; browser: Browser } {
  const { headers } = request;
  const hops = { peer: headers.get(peerHeader), forwardedFor: headers.get("x-forwarded-for") };
  const browser = {
    address: readClientAddress(hops, getSettings().trustedProxies),
    userAgent: headers.get("user-agent") ?? "",
  };
  const requestId = chooseRequestId(headers.get("x-request-id"));
  return { ctx: { viewer: { kind: "anonymous" }, requestId, now: new Date(), db: openDatabase() }, browser };
}

/** To a page of ours and nowhere else. The page asked for may not be cached, and hands its own address on to nobody. */
export function redirectTo(path: string, cookies: readonly Cookie[] = []): Response {
  const headers = new Headers({
    location: new URL(path, getSettings().publicUrl).href,
    "cache-control": "private, no-store",
    "referrer-policy": "no-referrer",
  });
  for (const cookie of cookies) headers.append("set-cookie", writeCookie(cookie));
  return new Response(null, { status: 303, headers });
}

export function redirectToError(error: SignInError): Response {
  return redirectTo(`/sign-in?error=${error}`);
}

export function refuseTooMany(request: Request, retryAfterSeconds: number): Response {
  return answerPlainly(request, new AppError("rate_limited", signInErrors.too_many_attempts, { retryAfterSeconds }));
}

type Spending = { ctx: Ctx; browser: Browser; token: string; previousToken: string | undefined };

/** A form of ours with a token in it: works without JavaScript, so it is guarded here and not by the wrapper. */
async function answerForm(request: Request, spend: (spending: Spending) => Promise<SpendOutcome>): Promise<Response> {
  if (!isOwnForm(request.headers)) return redirectToError("cross_site");
  const { ctx, browser } = openRequest(request);
  const attempt = await takeAttempt(
    ctx.db,
    { key: `form:${groupAddress(browser.address)}`, limit: 30, windowSeconds: 60 },
    ctx.now,
  );
  if (!attempt.allowed) return refuseTooMany(request, attempt.retryAfterSeconds);
  const form = await readForm(request);
  const outcome = await spend({
    ctx,
    browser,
    token: form.get("token") ?? "",
    previousToken: readSignInToken(request.headers),
  });
  if (!outcome.ok) return redirectToError(outcome.error);
  return redirectTo(choosePath(form.get("next")), outcome.token === null ? [] : [writeSignInCookie(outcome.token)]);
}

/** `/api/auth/link`: the button on the page of a one-time link. */
export function answerLinkForm(request: Request): Promise<Response> {
  return orAway(request, () => answerForm(request, ({ ctx, ...spending }) => spendLink(ctx, spending)));
}

/** `/api/auth/invitation`: the button on the page of an invitation. */
export function answerInvitationForm(request: Request): Promise<Response> {
  return orAway(request, () => answerForm(request, spendInvitation));
}

async function spendInvitation({ ctx, token, browser, previousToken }: Spending): Promise<SpendOutcome> {
  const opened = await inTransaction(ctx, async (tx) => {
    const accepted = await acceptInvitation(tx, ctx, token);
    if (!accepted) return undefined;
    const { personId } = accepted;
    const signedIn = await openSignIn(tx, ctx, { personId, method: "link", browser, previousToken });
    await record(
      tx,
      { ...ctx, viewer: signedIn.viewer },
      { type: "invitation.accepted", subjectId: accepted.id, data: { person: personId } },
    );
    return signedIn.token;
  });
  if (opened !== undefined) return { ok: true, token: opened };
  const { state } = await describeInvitation(ctx.db, token, ctx.now);
  await inTransaction(ctx, (tx) =>
    record(tx, ctx, { type: "link.refused", subjectId: null, data: { cause: `invitation_${state}` } }),
  );
  return { ok: false, error: state === "ready" ? "invitation_used" : `invitation_${state}` };
}

/**
 * Browsers say where a form was sent from, and no page can change what they say. `Sec-Fetch-Site` decides; without it,
 * as on plain http, the origin does, which a page without referrer sends as `null`: then nobody can tell, and we refuse.
 */
function isOwnForm(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  return headers.get("origin") === new URL(getSettings().publicUrl).origin;
}

const maxFormBytes = 8_192;

async function readForm(request: Request): Promise<URLSearchParams> {
  const isForm = request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
  const reader = isForm ? request.body?.getReader() : undefined;
  const parts: Uint8Array[] = [];
  let size = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxFormBytes) {
      await reader.cancel();
      return new URLSearchParams();
    }
    parts.push(value);
  }
  return new URLSearchParams(Buffer.concat(parts).toString("utf8"));
}
