import { describeSignInOptions, describeViewer } from "@/lib/auth/describe-viewer";
import { requestLink } from "@/lib/auth/links";
import { listSignIns, revokeSignIn, revokeSignIns, signOut, signOutEverywhere } from "@/lib/auth/sign-ins/list";
import { type ProviderStart, startProviderConfirmation, startProviderSignIn } from "@/lib/auth/oidc/start";
import type { authOperations } from "@/lib/auth/operations";
import {
  confirmByPasskey,
  signInByPasskey,
  startPasskeyConfirmation,
  startPasskeySignIn,
} from "@/lib/auth/passkeys/assertion";
import { listPasskeys, removePasskey, renamePasskey } from "@/lib/auth/passkeys/manage";
import { addPasskey, startPasskey } from "@/lib/auth/passkeys/registration";
import { choosePath } from "@/lib/auth/rules";
import { clearSignInCookie, readSignInToken, writeSignInCookie } from "@/lib/auth/sign-ins/cookie";
import { findStepUp, mailConfirmationLink } from "@/lib/auth/sign-ins/step-up";
import type { Handlers } from "@/lib/http/handler";
import { type Reply, reply } from "@/lib/http/reply";

export const authHandlers: Handlers<typeof authOperations> = {
  getViewer: (ctx) => describeViewer(ctx),
  getSignInOptions: async () => describeSignInOptions(),
  requestSignInLink: (ctx, { body }) => requestLink(ctx, body.email, body.next),
  startProviderSignIn: async (ctx, { body }) => sendToProvider(await startProviderSignIn(ctx, body.next)),
  startPasskeySignIn: (ctx) => startPasskeySignIn(ctx),
  async signInByPasskey(ctx, { body: { next, ...assertion } }, { headers, ...browser }) {
    const { token } = await signInByPasskey(ctx, assertion, { browser, previousToken: readSignInToken(headers) });
    return reply({ next: choosePath(next) }, { cookies: [writeSignInCookie(token)] });
  },
  listSignIns: (ctx, { params, query }) => listSignIns(ctx, params.id, query),
  revokeSignIn: (ctx, { params }) => revokeSignIn(ctx, params.id),
  revokeSignIns: (ctx, { params, body }) => revokeSignIns(ctx, params.id, body),
  signOut: async (ctx) => reply(await signOut(ctx), { cookies: [clearSignInCookie()] }),
  signOutEverywhere: async (ctx) => reply(await signOutEverywhere(ctx), { cookies: [clearSignInCookie()] }),
  getStepUp: (ctx) => findStepUp(ctx),
  startPasskeyConfirmation: (ctx) => startPasskeyConfirmation(ctx),
  confirmByPasskey: (ctx, { body }) => confirmByPasskey(ctx, body),
  startProviderConfirmation: async (ctx, { body }) => sendToProvider(await startProviderConfirmation(ctx, body.next)),
  mailConfirmationLink: (ctx) => mailConfirmationLink(ctx),
  listPasskeys: (ctx) => listPasskeys(ctx),
  startPasskey: (ctx) => startPasskey(ctx),
  addPasskey: (ctx, { body }) => addPasskey(ctx, body),
  renamePasskey: (ctx, { params, body }) => renamePasskey(ctx, params.id, body),
  removePasskey: (ctx, { params }) => removePasskey(ctx, params.id),
};

function sendToProvider({ url, cookies }: ProviderStart): Reply<{ url: string }> {
  return reply({ url }, { cookies });
}
