import "server-only";
import { authorize, requirePerson, requireRecent } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { recentMinutes } from "@/lib/auth/durations";
import type { Passkey, PasskeyPage } from "@/lib/auth/schema";
import { AppError } from "@/lib/core/errors";
import type { Passkey as Row } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";

export function presentPasskey(row: Pick<Row, "id" | "createdAt" | "lastUsedAt" | "name" | "backedUp">): Passkey {
  return {
    id: row.id,
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    name: row.name,
    synced: row.backedUp,
    abilities: ["rename", "remove"],
  };
}

/** One's own, all of them: there are at most twenty. */
export async function listPasskeys(ctx: Ctx): Promise<PasskeyPage> {
  const { id } = requirePerson(ctx);
  await authorize(ctx, "passkeys.manage", { personId: id });
  const rows = await ctx.db.passkey.findMany({
    where: { personId: id },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return { data: rows.map(presentPasskey), next_cursor: null };
}

export async function renamePasskey(ctx: Ctx, id: string, { name }: { name: string }): Promise<Passkey> {
  const viewer = requirePerson(ctx);
  await authorize(ctx, "passkeys.manage", { personId: viewer.id });
  return inTransaction(ctx, async (tx) => {
    const before = await tx.passkey.findFirst({ where: { id, personId: viewer.id } });
    if (!before) throw new AppError("not_found", "You have no such passkey.");
    const row = await tx.passkey.update({ where: { id }, data: { name } });
    const personal = { personId: viewer.id, data: { before: { name: before.name }, after: { name } } };
    if (before.name !== name) await record(tx, ctx, { type: "passkey.renamed", subjectId: id, personal });
    return presentPasskey(row);
  });
}

/** Whoever finds an open browser must not be able to lock its owner out, so removing asks for proof as adding does. */
export async function removePasskey(ctx: Ctx, id: string): Promise<void> {
  const viewer = requireRecent(ctx, recentMinutes);
  await authorize(ctx, "passkeys.manage", { personId: viewer.id });
  await inTransaction(ctx, async (tx) => {
    const row = await tx.passkey.findFirst({ where: { id, personId: viewer.id } });
    if (!row) throw new AppError("not_found", "You have no such passkey.");
    await tx.passkey.delete({ where: { id } });
    await record(tx, ctx, {
      type: "passkey.removed",
      subjectId: id,
      personal: { personId: viewer.id, data: { name: row.name } },
    });
  });
}
