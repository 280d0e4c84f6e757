import "server-only";
import type { OAuthConfig } from "next-auth/providers/oauth";
import type { Settings } from "@/lib/config/settings";

export type ProviderClaims = {
  iss: string;
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
  auth_time?: number;
  readonly [claim: string]: unknown;
};

/** Any OpenID Connect provider, by its discovery document. */
export function buildProvider(oidc: NonNullable<Settings["oidc"]>): OAuthConfig<ProviderClaims> {
  return {
    id: "oidc",
    name: oidc.name,
    type: "oauth",
    wellKnown: `${oidc.issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid email profile" } },
    httpOptions: { timeout: 8_000 },
    userinfo: { request: ({ tokens, client }) => readClaims(tokens, client) },
    // next-auth wants a user of its own; ours are made from the claims.
    profile: ({ sub }) => ({ id: sub }),
  };
}

type Tokens = Parameters<
  NonNullable<Exclude<OAuthConfig<ProviderClaims>["userinfo"], string | undefined>["request"]>
>[0];

/**
 * Many providers put only `sub` into the id token and tell the rest at their userinfo address. What the signed token
 * says comes first; openid-client has held both to the same `sub`.
 */
async function readClaims(tokens: Tokens["tokens"], client: Tokens["client"]): Promise<ProviderClaims> {
  const readSigned: unknown = tokens["claims"];
  if (typeof readSigned !== "function") throw new Error("The provider sent no id token.");
  const signed = readSigned.call(tokens) as ProviderClaims;
  if (client.issuer.metadata.userinfo_endpoint === undefined || tokens.access_token === undefined) return signed;
  const told = await client.userinfo(tokens.access_token, { params: {} });
  if (told.sub !== signed.sub) throw new Error("The provider's two answers are about different people.");
  return { ...told, ...signed };
}
