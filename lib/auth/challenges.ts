import "server-only";
import { makeToken } from "@/lib/crypto/one-time-token";
import type { Database } from "@/lib/db/client";

/** What was begun and waits for its one answer: a passkey ceremony, or a redirect to the identity provider. */
export type Purpose = "register" | "sign_in" | "confirm" | "oidc_sign_in" | "oidc_confirm";
export type Challenge = { value: string; purpose: Purpose; personId: string | null; expiresAt: Date };

export async function keepChallenge(db: Database, challenge: Challenge): Promise<string> {
  const { token: id } = makeToken();
  await db.challenge.create({ data: { id, ...challenge } });
  return id;
}

/** The first answer takes it out of the table, right or wrong; there is no second. */
export async function takeChallenge(
  db: Database,
  id: string,
  purposes: readonly Purpose[],
  now: Date,
): Promise<Challenge | undefined> {
  const [taken] = await db.$queryRaw<Challenge[]>`
    delete from challenges where id = ${id} and expires_at > ${now} and purpose = any(${purposes})
    returning value, purpose, person_id as "personId", expires_at as "expiresAt"`;
  return taken;
}
