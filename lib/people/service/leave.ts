import "server-only";
import { releasePerson } from "@/lib/agents/service";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { endSignInsOf, removePasskeysOf } from "@/lib/auth/service";
import { AppError } from "@/lib/core/errors";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { deletePersonalData } from "@/lib/people/repository";
import { erasedName } from "@/lib/people/rules";
import type { Person } from "@/lib/people/schema";
import { changeOrRefuse, readBack, requireFound, requireFresh } from "@/lib/people/service/find";
import { queueResetNotice } from "@/lib/people/service/notify";
import { keepAnAdmin } from "@/lib/people/service/roles";

type Why = { reason: string };

/** Containment of a person: no step-up in the way, and every browser of theirs is out when this commits. */
export async function deactivatePerson(ctx: Ctx, id: string, { reason }: Why): Promise<Person> {
  await authorize(ctx, "people.deactivate", { personId: id });
  return inTransaction(ctx, async (tx) => {
    await deactivateWithin(tx, ctx, id, { reason });
    return readBack(tx, ctx, id);
  });
}

/** The one place where somebody stops being active, whichever door it came by. For callers that have asked for permission themselves. */
export async function deactivateWithin(tx: Tx, ctx: Ctx, id: string, { reason }: Why): Promise<void> {
  await keepAnAdmin(tx, id);
  const row = await requireFound(tx, id);
  if (row.state !== "active") throw new AppError("conflict", "Only somebody who is active can be deactivated.");
  await changeOrRefuse(tx, ctx, row, 0, { state: "deactivated" });
  await record(tx, ctx, { type: "person.deactivated", subjectId: id, personal: { personId: id, data: { reason } } });
  await endSignInsOf(tx, ctx, id, "deactivated");
  await releasePerson(tx, ctx, { personId: id, because: "deactivated" });
}

export async function reactivatePerson(ctx: Ctx, id: string): Promise<Person> {
  await authorize(ctx, "people.deactivate", { personId: id });
  return inTransaction(ctx, async (tx) => {
    await reactivateWithin(tx, ctx, id);
    return readBack(tx, ctx, id);
  });
}

/** For callers that have asked for permission themselves. */
export async function reactivateWithin(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  const row = await requireFound(tx, id);
  if (row.state !== "deactivated")
    throw new AppError("conflict", "Only somebody who was deactivated can be reactivated.");
  await changeOrRefuse(tx, ctx, row, 0, { state: "active" });
  await record(tx, ctx, { type: "person.reactivated", subjectId: id });
}

/** Empties the row and what hangs on it. The log names them by id and keeps every proof; their name and words are gone. */
export async function erasePerson(ctx: Ctx, id: string): Promise<Person> {
  await authorize(ctx, "people.erase", { personId: id });
  requireFresh(ctx);
  return inTransaction(ctx, async (tx) => {
    await keepAnAdmin(tx, id);
    const row = await requireFound(tx, id);
    if (row.state === "erased") throw new AppError("conflict", "This person is erased already.");
    await endSignInsOf(tx, ctx, id, "erased");
    await releasePerson(tx, ctx, { personId: id, because: "erased" });
    await deletePersonalData(tx, id);
    await changeOrRefuse(tx, ctx, row, 0, {
      email: null,
      name: erasedName,
      state: "erased",
      roles: [],
      groupRoles: [],
      preferences: {},
      approvalsBlockedUntil: null,
      lastSeenAt: null,
    });
    await record(tx, ctx, { type: "person.erased", subjectId: id });
    return readBack(tx, ctx, id);
  });
}

/** For somebody who lost every passkey. They sign in another way afterwards and may not approve anything for a day. */
export async function resetPasskeys(ctx: Ctx, id: string, { reason }: Why): Promise<Person> {
  await authorize(ctx, "people.reset_passkeys", { personId: id });
  requireFresh(ctx);
  if (ctx.viewer.kind === "person" && ctx.viewer.id === id) {
    throw new AppError(
      "conflict",
      "Somebody else has to reset your passkeys: another admin, or an operator at the terminal.",
    );
  }
  return inTransaction(ctx, async (tx) => {
    const row = await requireFound(tx, id);
    if (row.state !== "active") throw new AppError("conflict", "Only somebody who is active has passkeys to reset.");
    const { removed, blockedUntil } = await removePasskeysOf(tx, ctx, id);
    if (removed === 0) throw new AppError("conflict", "This person has no passkeys.");
    await changeOrRefuse(tx, ctx, row, 0, { approvalsBlockedUntil: blockedUntil });
    const data = { removed, approvals_blocked_until: blockedUntil.toISOString() };
    await record(tx, ctx, {
      type: "passkeys.reset",
      subjectId: id,
      data,
      personal: { personId: id, data: { reason } },
    });
    await endSignInsOf(tx, ctx, id, "passkeys_reset");
    await queueResetNotice(tx, id);
    return readBack(tx, ctx, id);
  });
}
