import "server-only";
import type { Ctx } from "@/lib/access/context";
import { createLink, type OneTimeLink } from "@/lib/auth/links";
import { getSettings } from "@/lib/config/settings";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { openDatabase } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { findByEmail, findEldestAdmin, hasAdminSignedIn, resetPasskeys, settleFirstAdmin } from "@/lib/people/service";

/** The operator of this machine: whoever can read the database's password needs no other proof. */
function openTerminal(): Ctx {
  return {
    viewer: { kind: "system", id: "terminal" },
    requestId: newId("request"),
    now: new Date(),
    db: openDatabase(),
  };
}

/** Whether nobody has come in as admin yet: then start-up prints a link. */
export async function isAwaitingFirstAdmin(): Promise<boolean> {
  return !(await hasAdminSignedIn(openDatabase()));
}

/**
 * A link that signs one person in. On a fresh installation it is the first admin's, who is made now; until an admin has
 * signed in, `email` says what that admin's address is. Later it names somebody who is here already.
 */
export async function createTerminalLink(options: { email?: string } = {}): Promise<OneTimeLink> {
  const ctx = openTerminal();
  const email = options.email?.trim().toLowerCase();
  return inTransaction(ctx, async (tx) => createLink(tx, ctx, await findReceiver(tx, ctx, email), "terminal"));
}

async function findReceiver(tx: Tx, ctx: Ctx, email: string | undefined): Promise<string> {
  const wanted = email ?? getSettings().adminEmail;
  const person = await findByEmail(tx, wanted);
  if (person?.state === "active") return person.id;
  if (person && email !== undefined) throw new AppError("conflict", describeInactive(email, person.state));
  if (!(await hasAdminSignedIn(tx))) return settleFirstAdmin(tx, ctx, wanted);
  const eldest = email === undefined ? await findEldestAdmin(tx) : null;
  if (eldest) return eldest.id;
  throw new AppError(
    "not_found",
    `Nobody here has the address ${wanted}. An admin can invite them, on the page People.`,
  );
}

function describeInactive(email: string, state: "invited" | "deactivated" | "erased" | "active"): string {
  return state === "invited"
    ? `${email} is invited and has not accepted yet. An admin can renew the invitation, on the page People.`
    : `${email} was deactivated and cannot sign in. An admin can reactivate them, on the page People.`;
}

/** For somebody who lost every passkey when no other admin is there to reset them. The same happens as if one had. */
export async function resetPasskeysFromTerminal(options: { email: string; reason: string }): Promise<OneTimeLink> {
  const ctx = openTerminal();
  const email = options.email.trim().toLowerCase();
  const person = await findByEmail(ctx.db, email);
  if (person?.state !== "active") throw new AppError("not_found", `Nobody active here has the address ${email}.`);
  const reason = options.reason
    .replaceAll(/\p{C}+/gu, " ")
    .trim()
    .slice(0, 500);
  await resetPasskeys(ctx, person.id, { reason });
  return createTerminalLink({ email });
}
