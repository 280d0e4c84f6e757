import "server-only";
import type { Ctx } from "@/lib/access/context";
import { durations } from "@/lib/auth/durations";
import { type EndCause, endSignIns } from "@/lib/auth/sign-ins";
import type { Tx } from "@/lib/db/transaction";

/** What the people service needs of us. It stands below it: nothing here may call people. */
export function endSignInsOf(tx: Tx, ctx: Ctx, personId: string, cause: EndCause): Promise<number> {
  return endSignIns(tx, ctx, { personId }, cause);
}

export async function removePasskeysOf(
  tx: Tx,
  ctx: Ctx,
  personId: string,
): Promise<{ removed: number; blockedUntil: Date }> {
  const { count } = await tx.passkey.deleteMany({ where: { personId } });
  return { removed: count, blockedUntil: new Date(ctx.now.getTime() + durations.resetBlockMs) };
}
