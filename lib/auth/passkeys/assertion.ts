import "server-only";
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
} from "@simplewebauthn/server";
import { requirePerson } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { keepChallenge, type Purpose, takeChallenge } from "@/lib/auth/challenges";
import { durations } from "@/lib/auth/durations";
import { requireRelyingParty } from "@/lib/auth/passkeys/relying-party";
import type { Assertion, Ceremony } from "@/lib/auth/schema";
import { type Browser, confirmSignIn, openSignIn } from "@/lib/auth/sign-ins";
import { AppError } from "@/lib/core/errors";
import type { Passkey } from "@/lib/db/generated/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";

/** Names nobody: the browser offers the passkeys it has for this host, so nothing is learned about who has an account. */
export function startPasskeySignIn(ctx: Ctx): Promise<Ceremony> {
  return start(ctx, "sign_in", null, []);
}

export async function startPasskeyConfirmation(ctx: Ctx): Promise<Ceremony> {
  const { id } = requirePerson(ctx);
  const passkeys = await ctx.db.passkey.findMany({ where: { personId: id } });
  if (passkeys.length === 0) throw new AppError("conflict", "You have no passkey yet.");
  return start(ctx, "confirm", id, passkeys);
}

async function start(
  ctx: Ctx,
  purpose: Purpose,
  personId: string | null,
  passkeys: readonly Passkey[],
): Promise<Ceremony> {
  const options = await generateAuthenticationOptions({
    rpID: requireRelyingParty().id,
    userVerification: "required",
    timeout: durations.challengeMs,
    allowCredentials: passkeys.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  });
  const expiresAt = new Date(ctx.now.getTime() + durations.challengeMs);
  return {
    challenge_id: await keepChallenge(ctx.db, { value: options.challenge, purpose, personId, expiresAt }),
    options: { ...options },
  };
}

type Attempt = { browser: Browser; previousToken: string | undefined };

export async function signInByPasskey(
  ctx: Ctx,
  assertion: Assertion,
  { browser, previousToken }: Attempt,
): Promise<{ token: string }> {
  const { passkey, counter } = await verify(ctx, assertion, "sign_in", null).catch((error: unknown) =>
    refuse(ctx, browser, error),
  );
  const { state } = await ctx.db.person.findUniqueOrThrow({ where: { id: passkey.personId }, select: { state: true } });
  if (state !== "active")
    return refuse(
      ctx,
      browser,
      new AppError("forbidden", "You cannot sign in: your access was ended. An admin can change that."),
      passkey,
    );
  return inTransaction(ctx, async (tx) => {
    await notePasskeyUse(tx, ctx, passkey, counter);
    return openSignIn(tx, ctx, { personId: passkey.personId, method: "passkey", browser, previousToken });
  });
}

export async function confirmByPasskey(ctx: Ctx, assertion: Assertion): Promise<{ authenticated_at: string }> {
  const viewer = requirePerson(ctx);
  const { passkey, counter } = await verify(ctx, assertion, "confirm", viewer.id);
  await inTransaction(ctx, async (tx) => {
    await notePasskeyUse(tx, ctx, passkey, counter);
    await confirmSignIn(tx, ctx, viewer, "passkey");
  });
  return { authenticated_at: ctx.now.toISOString() };
}

async function refuse(ctx: Ctx, browser: Browser, error: unknown, passkey?: Passkey): Promise<never> {
  const personId = passkey?.personId ?? null;
  const personal = { personId, data: { address: browser.address } };
  await inTransaction(ctx, (tx) =>
    record(tx, ctx, { type: "sign_in.refused", subjectId: personId, data: { method: "passkey" }, personal }),
  );
  throw error;
}

type Verified = { passkey: Passkey; counter: number };

/** The challenge is gone after this, whatever comes of it. One answer for every fault: a stranger learns nothing from which it was. */
async function verify(
  ctx: Ctx,
  { challenge_id, response }: Assertion,
  purpose: Purpose,
  personId: string | null,
): Promise<Verified> {
  const party = requireRelyingParty();
  const refusal = new AppError("forbidden", "This passkey could not be used here. Start again, or use another way.");
  const challenge = await takeChallenge(ctx.db, challenge_id, [purpose], ctx.now);
  const passkey = await ctx.db.passkey.findUnique({ where: { credentialId: response.id } });
  if (!challenge || challenge.personId !== personId || !passkey) throw refusal;
  if (personId !== null && passkey.personId !== personId) throw refusal;
  const { userHandle } = response.response;
  if (userHandle !== undefined && Buffer.from(userHandle, "base64url").toString("utf8") !== passkey.personId)
    throw refusal;
  const result = await verifyAuthenticationResponse({
    response: response as AuthenticationResponseJSON,
    expectedChallenge: challenge.value,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: Number(passkey.counter),
    },
  }).catch(() => undefined);
  if (!result?.verified) throw refusal;
  return { passkey, counter: result.authenticationInfo.newCounter };
}

/** A counter that did not grow betrays a copy. Asked again in the statement that stores it, for two answers at once. */
async function notePasskeyUse(tx: Tx, ctx: Ctx, passkey: Passkey, counter: number): Promise<void> {
  const grown = counter === 0 ? { equals: 0 } : { lt: counter };
  const { count } = await tx.passkey.updateMany({
    where: { id: passkey.id, counter: grown },
    data: { counter, lastUsedAt: ctx.now },
  });
  if (count === 0) throw new AppError("forbidden", "This passkey was used elsewhere at the same moment. Start again.");
}
