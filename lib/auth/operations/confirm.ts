import { assertion, ceremony } from "@/lib/auth/operations/examples";
import { Assertion, Ceremony, Confirmed, ProviderRedirect, ProviderStart, StepUp } from "@/lib/auth/schema";
import { defineOperation } from "@/lib/http/operation";

const tag = "Sign-in";
const signedIn = { kind: "signed_in" } as const;
const limits = [
  { per: "person", limit: 20, windowSeconds: 600 },
  { per: "address", limit: 60, windowSeconds: 600 },
] as const;

/** Step-up: what a 403 `reauthentication_required` asks for. It renews this sign-in and no other. */
export const confirmOperations = {
  getStepUp: defineOperation({
    id: "getStepUp",
    method: "GET",
    path: "/api/v1/sign-ins/confirm",
    summary: "How the viewer confirms that it is them: passkey, else the identity provider, else a fresh link",
    tag,
    access: signedIn,
    output: StepUp,
    status: 200,
    personOnly: true,
    example: { output: { method: "passkey", mailed: true, words: "Use your passkey." } },
  }),
  startPasskeyConfirmation: defineOperation({
    id: "startPasskeyConfirmation",
    method: "POST",
    path: "/api/v1/sign-ins/confirm/passkey/options",
    summary: "Begin to confirm with a passkey; `options` go to navigator.credentials.get",
    tag,
    access: signedIn,
    output: Ceremony,
    status: 200,
    personOnly: true,
    rateLimits: limits,
    problems: ["conflict"],
    example: { output: ceremony },
  }),
  confirmByPasskey: defineOperation({
    id: "confirmByPasskey",
    method: "POST",
    path: "/api/v1/sign-ins/confirm/passkey",
    summary: "Confirm with what the passkey answered",
    tag,
    access: signedIn,
    body: Assertion,
    output: Confirmed,
    status: 200,
    personOnly: true,
    rateLimits: limits,
    maxBodyBytes: 32_768,
    audits: ["sign_in.confirmed"],
    problems: ["forbidden", "conflict"],
    example: { body: assertion, output: { authenticated_at: "2026-11-21T09:41:07.482Z" } },
  }),
  startProviderConfirmation: defineOperation({
    id: "startProviderConfirmation",
    method: "POST",
    path: "/api/v1/sign-ins/confirm/oidc",
    summary:
      "Begin to confirm at the identity provider, which asks again: go to `url`; the browser comes back to `next`",
    tag,
    access: signedIn,
    body: ProviderStart,
    output: ProviderRedirect,
    status: 200,
    personOnly: true,
    rateLimits: limits,
    maxBodyBytes: 8_192,
    audits: ["sign_in.confirmed"],
    problems: ["conflict", "unavailable"],
    example: {
      body: { next: "/people" },
      output: { url: "https://login.example.org/authorize?client_id=ambit&max_age=0&state=…" },
    },
  }),
  mailConfirmationLink: defineOperation({
    id: "mailConfirmationLink",
    method: "POST",
    path: "/api/v1/sign-ins/confirm/link",
    summary: "Have a fresh one-time link mailed; used in this browser it confirms this sign-in",
    tag,
    access: signedIn,
    status: 204,
    personOnly: true,
    rateLimits: [{ per: "person", limit: 5, windowSeconds: 600 }],
    audits: ["link.created", "sign_in.confirmed"],
    problems: ["conflict"],
    example: {},
  }),
};
