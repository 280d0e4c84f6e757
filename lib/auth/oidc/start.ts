import "server-only";
import { requirePerson } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { keepChallenge, type Purpose } from "@/lib/auth/challenges";
import { durations } from "@/lib/auth/durations";
import { danceWithProvider } from "@/lib/auth/oidc/dance";
import { choosePath } from "@/lib/auth/rules";
import { hostCookieName } from "@/lib/auth/sign-ins/cookie";
import { getSettings } from "@/lib/config/settings";
import { AppError } from "@/lib/core/errors";
import type { Cookie } from "@/lib/http/reply";

export type ProviderStart = { url: string; cookies: readonly Cookie[] };

/** Names the attempt in this browser; the rest of what is known of it stays in the table. */
export const attemptCookie = "ambit-oidc-attempt";

export function startProviderSignIn(ctx: Ctx, next: string | undefined): Promise<ProviderStart> {
  return start(ctx, { purpose: "oidc_sign_in", personId: null, next, query: {} });
}

/** Step-up: the provider must ask the person again, however lately it did. */
export function startProviderConfirmation(ctx: Ctx, next: string | undefined): Promise<ProviderStart> {
  const { id } = requirePerson(ctx);
  return start(ctx, { purpose: "oidc_confirm", personId: id, next, query: { max_age: "0", prompt: "login" } });
}

type Start = {
  purpose: Purpose;
  personId: string | null;
  next: string | undefined;
  query: Readonly<Record<string, string>>;
};

async function start(ctx: Ctx, { purpose, personId, next, query }: Start): Promise<ProviderStart> {
  const { oidc, publicUrl } = getSettings();
  if (!oidc) throw new AppError("conflict", "No identity provider is set up here.");
  const arrive = (): Promise<string> => Promise.reject(new Error("Nobody arrives before they left."));
  const { location, cookies } = await danceWithProvider(oidc, {
    method: "POST",
    action: "signin",
    query,
    cookies: {},
    arrive,
  });
  // On failure next-auth names a page of its own, which is an address of ours.
  if (location === "" || new URL(location, publicUrl).origin === publicUrl) {
    throw new AppError("unavailable", `${oidc.name} does not answer. Try again, or sign in another way.`, {
      retryAfterSeconds: 30,
    });
  }
  const expiresAt = new Date(ctx.now.getTime() + durations.redirectMs);
  const id = await keepChallenge(ctx.db, { value: choosePath(next), purpose, personId, expiresAt });
  const attempt = { name: hostCookieName(attemptCookie), value: id, maxAgeSeconds: durations.redirectMs / 1000 };
  return { url: location, cookies: [...cookies, attempt] };
}
