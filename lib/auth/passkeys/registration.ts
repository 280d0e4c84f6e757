import "server-only";
import {
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { authorize, requireRecent } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { keepChallenge, takeChallenge } from "@/lib/auth/challenges";
import { durations, recentMinutes } from "@/lib/auth/durations";
import { presentPasskey } from "@/lib/auth/passkeys/manage";
import { requireRelyingParty } from "@/lib/auth/passkeys/relying-party";
import type { Ceremony, NewPasskey, Passkey } from "@/lib/auth/schema";
import { confirmSignIn } from "@/lib/auth/sign-ins";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { PersonViewer } from "@/lib/core/viewer";
import { inTransaction } from "@/lib/db/transaction";
import { findById } from "@/lib/people/service";

const maxPasskeys = 20;

/**
 * A first passkey needs a sign-in of the last minutes. A further one needs an existing passkey's proof: for people who
 * have passkeys nothing else counts as recent (see `findSignIn`), so it is the same question.
 */
async function requireOwner(ctx: Ctx): Promise<PersonViewer> {
  const viewer = requireRecent(ctx, recentMinutes);
  await authorize(ctx, "passkeys.manage", { personId: viewer.id });
  return viewer;
}

export async function startPasskey(ctx: Ctx): Promise<Ceremony> {
  const viewer = await requireOwner(ctx);
  const party = requireRelyingParty();
  const { name, email } = await findById(ctx.db, viewer.id);
  const existing = await ctx.db.passkey.findMany({ where: { personId: viewer.id }, select: { credentialId: true } });
  if (existing.length >= maxPasskeys)
    throw new AppError("conflict", `You have ${maxPasskeys} passkeys. Remove one first.`);
  const options = await generateRegistrationOptions({
    rpName: "Ambit",
    rpID: party.id,
    userID: new TextEncoder().encode(viewer.id),
    userName: email ?? name,
    userDisplayName: name,
    attestationType: "none",
    excludeCredentials: existing.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    timeout: durations.challengeMs,
  });
  const expiresAt = new Date(ctx.now.getTime() + durations.challengeMs);
  const challenge = { value: options.challenge, purpose: "register", personId: viewer.id, expiresAt } as const;
  return { challenge_id: await keepChallenge(ctx.db, challenge), options: { ...options } };
}

export async function addPasskey(ctx: Ctx, input: NewPasskey): Promise<Passkey> {
  const viewer = await requireOwner(ctx);
  const party = requireRelyingParty();
  const challenge = await takeChallenge(ctx.db, input.challenge_id, ["register"], ctx.now);
  if (challenge?.personId !== viewer.id)
    throw new AppError("conflict", "This took too long, or was answered already. Start again.");
  const credential = await verify(input.response as RegistrationResponseJSON, challenge.value, party);
  return inTransaction(ctx, async (tx) => {
    const id = newId("passkey", ctx.now.getTime());
    const { count } = await tx.passkey.createMany({
      data: [
        {
          id,
          personId: viewer.id,
          name: input.name,
          ...credential,
          transports: input.response.response.transports ?? [],
          createdAt: ctx.now,
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) throw new AppError("conflict", "This passkey is registered already.");
    await record(tx, ctx, {
      type: "passkey.added",
      subjectId: id,
      personal: { personId: viewer.id, data: { name: input.name } },
    });
    // Making it asked for the same gesture as using it: else the person would be asked again for their very next step.
    await confirmSignIn(tx, ctx, viewer, "passkey");
    return presentPasskey(await tx.passkey.findUniqueOrThrow({ where: { id } }));
  });
}

type Verified = { credentialId: string; publicKey: Uint8Array<ArrayBuffer>; counter: bigint; backedUp: boolean };

async function verify(
  response: RegistrationResponseJSON,
  expectedChallenge: string,
  party: { id: string; origin: string },
): Promise<Verified> {
  const result = await verifyRegistrationResponse({
    response,
    expectedChallenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch((cause: unknown) => {
    throw new AppError("conflict", "The passkey's answer was not genuine. Start again.", { cause });
  });
  if (!result.verified) throw new AppError("conflict", "The passkey's answer was not genuine. Start again.");
  const { credential, credentialBackedUp } = result.registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: new Uint8Array(credential.publicKey),
    counter: BigInt(credential.counter),
    backedUp: credentialBackedUp,
  };
}
