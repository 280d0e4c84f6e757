import "server-only";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { type Challenge, takeChallenge } from "@/lib/auth/challenges";
import { durations } from "@/lib/auth/durations";
import { openRequest, redirectTo, redirectToError, refuseTooMany } from "@/lib/auth/forms";
import { arriveFromProvider } from "@/lib/auth/oidc/arrive";
import { danceWithProvider } from "@/lib/auth/oidc/dance";
import type { ProviderClaims } from "@/lib/auth/oidc/provider";
import { attemptCookie } from "@/lib/auth/oidc/start";
import { orAway } from "@/lib/http/answer/plain-answer";
import type { SignInError } from "@/lib/auth/rules";
import {
  hostCookieName,
  listCookies,
  readCookie,
  readSignInToken,
  writeSignInCookie,
} from "@/lib/auth/sign-ins/cookie";
import { type Browser, confirmSignIn, findSignIn } from "@/lib/auth/sign-ins";
import { getSettings, type Settings } from "@/lib/config/settings";
import { inTransaction } from "@/lib/db/transaction";
import { takeAttempt } from "@/lib/db/rate-limits";
import { groupAddress } from "@/lib/http/client-address";
import type { Cookie } from "@/lib/http/reply";

type Provider = NonNullable<Settings["oidc"]>;
type Return = {
  ctx: Ctx;
  browser: Browser;
  oidc: Provider;
  attempt: Challenge;
  claims: ProviderClaims;
  previousToken: string | undefined;
};
type Ending = { path: string; cookies: readonly Cookie[] };

/** `GET /api/auth/callback/oidc`: where the provider sends the browser back to. */
export function finishProvider(request: Request): Promise<Response> {
  return orAway(request, () => finish(request));
}

async function finish(request: Request): Promise<Response> {
  const { oidc } = getSettings();
  if (!oidc) return redirectToError("provider_failed");
  const { ctx, browser } = openRequest(request);
  const rate = await takeAttempt(
    ctx.db,
    { key: `oidc:${groupAddress(browser.address)}`, limit: 60, windowSeconds: 60 },
    ctx.now,
  );
  if (!rate.allowed) return refuseTooMany(request, rate.retryAfterSeconds);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const attempt = await takeAttemptOf(ctx, request.headers);
  if (!attempt) return redirectToError("attempt_expired");

  let ending: Ending | undefined;
  let failure: unknown;
  const previousToken = readSignInToken(request.headers);
  const { cookies } = await danceWithProvider(oidc, {
    method: "GET",
    action: "callback",
    query,
    cookies: listCookies(request.headers),
    async arrive(claims) {
      const returned = { ctx, browser, oidc, attempt, claims, previousToken };
      try {
        ending = attempt.purpose === "oidc_confirm" ? await confirm(returned) : await signIn(returned);
        return ending.path;
      } catch (error) {
        failure = error;
        throw error;
      }
    },
  });
  // next-auth takes whatever is thrown for a refusal; a fault of ours is logged as one.
  if (failure !== undefined) throw failure;
  if (!ending) return redirectToError(query["error"] === "access_denied" ? "provider_denied" : "provider_failed");
  const spent: Cookie = { name: hostCookieName(attemptCookie), value: "", maxAgeSeconds: 0 };
  return redirectTo(ending.path, [...cookies, spent, ...ending.cookies]);
}

async function takeAttemptOf(ctx: Ctx, headers: Headers): Promise<Challenge | undefined> {
  const id = readCookie(headers, hostCookieName(attemptCookie));
  return id === undefined ? undefined : takeChallenge(ctx.db, id, ["oidc_sign_in", "oidc_confirm"], ctx.now);
}

async function signIn({ ctx, browser, oidc, attempt, claims, previousToken }: Return): Promise<Ending> {
  const arrived = await inTransaction(ctx, (tx) =>
    arriveFromProvider(tx, ctx, { claims, oidc, browser, previousToken }),
  );
  if (arrived.ok) return { path: attempt.value, cookies: [writeSignInCookie(arrived.token)] };
  const { error, personId, email } = arrived;
  const personal = { personId, data: { email, address: browser.address } };
  await inTransaction(ctx, (tx) =>
    record(tx, ctx, { type: "sign_in.refused", subjectId: personId, data: { method: "oidc", cause: error }, personal }),
  );
  return endWith(error);
}

/** Clocks of two machines may differ by this much. */
const skewMs = 10_000;

/** Step-up: the same person, asked again by the provider after this attempt began, in the browser it began in. */
async function confirm({ ctx, attempt, claims, previousToken }: Return): Promise<Ending> {
  const current = previousToken === undefined ? undefined : await findSignIn(ctx.db, previousToken, ctx.now);
  if (!current || current.viewer.id !== attempt.personId) return endWith("attempt_expired");
  const { viewer } = current;
  const account = await ctx.db.account.findUnique({
    where: { issuer_subject: { issuer: claims.iss, subject: claims.sub } },
  });
  if (account?.personId !== viewer.id) return endWith("confirm_other_person");
  const began = attempt.expiresAt.getTime() - durations.redirectMs;
  if (typeof claims.auth_time !== "number" || claims.auth_time * 1000 < began - skewMs) return endWith("confirm_stale");
  await inTransaction(ctx, (tx) => confirmSignIn(tx, ctx, viewer, "oidc"));
  return { path: attempt.value, cookies: [] };
}

function endWith(error: SignInError): Ending {
  return { path: `/sign-in?error=${error}`, cookies: [] };
}
