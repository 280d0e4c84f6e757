import "server-only";
import { createHash, hkdfSync, randomBytes } from "node:crypto";
import NextAuth, { type AuthOptions } from "next-auth";
import { hostCookieName } from "@/lib/auth/sign-ins/cookie";
import { buildProvider, type ProviderClaims } from "@/lib/auth/oidc/provider";
import { getSettings, type Settings } from "@/lib/config/settings";
import type { Cookie } from "@/lib/http/reply";
import { log } from "@/lib/telemetry/log";

type Step = {
  method: "GET" | "POST";
  action: "signin" | "callback";
  query: Readonly<Record<string, string>>;
  cookies: Readonly<Record<string, string>>;
  /** Called once the provider's answer is genuine; says where the browser goes. Nothing else of next-auth's runs after it. */
  arrive: (claims: ProviderClaims) => Promise<string>;
};
type Outcome = { location: string; cookies: Cookie[] };

/**
 * One step of the OpenID Connect dance by next-auth: PKCE, state and nonce, each in a sealed cookie. Its sessions, pages
 * and other addresses are not used and not reachable: `arrive` always names a place to go, so it never opens one.
 */
export async function danceWithProvider(oidc: NonNullable<Settings["oidc"]>, step: Step): Promise<Outcome> {
  // next-auth reads its address from nowhere else; a request's own headers must never decide it.
  process.env["NEXTAUTH_URL"] = getSettings().publicUrl;
  const secret = deriveSecret(getSettings().secret);
  const csrf = makeCsrf(secret);
  const request = {
    method: step.method,
    headers: {},
    query: { ...step.query, nextauth: [step.action, "oidc"] },
    body: step.method === "POST" ? { csrfToken: csrf.token, json: "true" } : undefined,
    cookies: { ...step.cookies, [cookieNames().csrfToken]: csrf.cookie },
  };
  const answer = new Answer();
  await (NextAuth as Handler)(request, answer, buildOptions(oidc, secret, step.arrive));
  return { location: answer.location, cookies: answer.readCookies() };
}

/** next-auth's handler in the shape it has without Next's own request objects. */
type Handler = (request: object, response: Answer, options: AuthOptions) => Promise<unknown>;

class Answer {
  location = "";
  #cookies: readonly string[] = [];
  status(_code: number): this {
    return this;
  }
  getHeader(name: string): string[] | undefined {
    return name === "Set-Cookie" ? [...this.#cookies] : undefined;
  }
  setHeader(name: string, value: string | string[]): this {
    if (name === "Set-Cookie") this.#cookies = [value].flat();
    if (name === "Location") this.location = String(value);
    return this;
  }
  json(body: { url?: string }): void {
    this.location = body.url ?? "";
  }
  send(_body: unknown): void {}
  end(): void {}

  /** Only those that carry the dance on; the rest is next-auth's own bookkeeping. */
  readCookies(): Cookie[] {
    const { state, nonce, pkceCodeVerifier } = cookieNames();
    return this.#cookies.flatMap((line) => {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const gone = value === "" || /;\s*Max-Age=0/i.test(line);
      const kept = [state, nonce, pkceCodeVerifier].includes(name);
      return kept ? [{ name, value: decodeURIComponent(value), maxAgeSeconds: gone ? 0 : redirectSeconds }] : [];
    });
  }
}

const redirectSeconds = 15 * 60;

function cookieNames() {
  return {
    sessionToken: hostCookieName("ambit-oidc-unused"),
    callbackUrl: hostCookieName("ambit-oidc-callback"),
    csrfToken: hostCookieName("ambit-oidc-csrf"),
    pkceCodeVerifier: hostCookieName("ambit-oidc-pkce"),
    state: hostCookieName("ambit-oidc-state"),
    nonce: hostCookieName("ambit-oidc-nonce"),
  };
}

function buildOptions(oidc: NonNullable<Settings["oidc"]>, secret: string, arrive: Step["arrive"]): AuthOptions {
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: getSettings().publicUrl.startsWith("https:") };
  const cookies = Object.fromEntries(Object.entries(cookieNames()).map(([key, name]) => [key, { name, options }]));
  return {
    providers: [buildProvider(oidc)],
    secret,
    session: { strategy: "jwt" },
    cookies,
    callbacks: { signIn: async ({ profile }) => arrive(profile as ProviderClaims) },
    // Codes and the error's own words alone: what else next-auth would log holds tokens.
    logger: {
      error: (code, metadata) =>
        log.warn({ oidc: code, reason: readReason(metadata) }, "signing in at the identity provider failed"),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

function readReason(metadata: unknown): string {
  const error = typeof metadata === "object" && metadata !== null && "error" in metadata ? metadata.error : metadata;
  // openid-client names the state it expected; whatever is that long is nothing for a log.
  return error instanceof Error ? error.message.replaceAll(/[\w-]{24,}/g, "[hidden]") : "";
}

function deriveSecret(base: string): string {
  return Buffer.from(hkdfSync("sha256", base, "", "ambit/oidc-cookies", 32)).toString("base64url");
}

/** next-auth wants its own proof against cross-site requests; ours was asked for before it is called at all. */
function makeCsrf(secret: string): { token: string; cookie: string } {
  const token = randomBytes(32).toString("hex");
  return { token, cookie: `${token}|${createHash("sha256").update(`${token}${secret}`).digest("hex")}` };
}
