import "server-only";
import { requirePerson } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import type { StepUp } from "@/lib/auth/schema";
import { getSettings } from "@/lib/config/settings";
import { AppError } from "@/lib/core/errors";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";
import { canMail } from "@/lib/mail/service";

const words = {
  passkey: "Use your passkey.",
  mailed: "We mail you a link. Open it in this browser and press its button.",
  terminal:
    "Ask an operator for a link (`npx ambit sign-in-link --email …` on the server), open it in this browser and press its button.",
} as const;

/** How the viewer confirms that it is them: by the strongest way they have. A weaker one would not count, so it is not offered. */
export async function findStepUp(ctx: Ctx): Promise<StepUp> {
  const { id } = requirePerson(ctx);
  const mailed = canMail();
  if ((await ctx.db.passkey.count({ where: { personId: id } })) > 0)
    return { method: "passkey", mailed, words: words.passkey };
  const { oidc } = getSettings();
  const issuer = { startsWith: oidc?.issuer.replace(/\/+$/, "") ?? "" };
  if (oidc && (await ctx.db.account.count({ where: { personId: id, issuer } })) > 0) {
    return { method: "oidc", mailed, words: `Sign in with ${oidc.name} again.` };
  }
  return { method: "link", mailed, words: mailed ? words.mailed : words.terminal };
}

/** For people with neither passkey nor provider: the link they get confirms the sign-in of the browser they open it in. */
export async function mailConfirmationLink(ctx: Ctx): Promise<void> {
  const { id } = requirePerson(ctx);
  const { method, mailed, words: how } = await findStepUp(ctx);
  if (method !== "link" || !mailed) throw new AppError("conflict", how);
  await inTransaction(ctx, (tx) => enqueue(tx, "mail_sign_in_link", { person: id, next: "/" }));
}
