import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import type { Role } from "@/lib/core/viewer";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { lockActiveAdmins, type PersonRow } from "@/lib/people/repository";
import { mergeGroupRoles, sortRoles } from "@/lib/people/rules";
import type { Person } from "@/lib/people/schema";
import { changeOrRefuse, readBack, requireFound, requireFresh } from "@/lib/people/service/find";

/**
 * The one guard of the last admin; everything that takes the role away, or the person, asks here before it touches the
 * row. It holds all admins' rows until the transaction ends, so of two admins who demote each other one comes second,
 * finds itself alone and is refused.
 */
export async function isLastAdmin(tx: Tx, personId: string): Promise<boolean> {
  const admins = await lockActiveAdmins(tx, personId);
  return admins.length === 1 && admins[0] === personId;
}

export async function keepAnAdmin(tx: Tx, personId: string): Promise<void> {
  if (await isLastAdmin(tx, personId)) {
    throw new AppError("last_admin", "This is the last admin. Make somebody else admin first.");
  }
}

export async function setRoles(
  ctx: Ctx,
  id: string,
  input: { roles: readonly Role[] },
  version: number,
): Promise<Person> {
  await authorize(ctx, "people.set_roles", { personId: id });
  requireFresh(ctx);
  return inTransaction(ctx, async (tx) => {
    const roles = sortRoles(input.roles);
    if (!roles.includes("admin")) await keepAnAdmin(tx, id);
    const row = await requireFound(tx, id);
    if (row.state !== "active" && row.state !== "invited")
      throw new AppError("conflict", "Only people who are active or invited have roles.");
    await writeRoles(tx, ctx, row, {
      roles,
      groupRoles: row.groupRoles.filter((role) => roles.includes(role)),
      version,
    });
    return readBack(tx, ctx, id);
  });
}

/** For writes that may touch several people: taken first, so that no two of them wait for each other. */
export async function holdAdmins(tx: Tx): Promise<void> {
  await lockActiveAdmins(tx);
}

/** Keeps what groups gave in step, at each sign-in through the provider. The last admin stays admin whatever the groups say. */
export async function applyGroupRoles(tx: Tx, ctx: Ctx, personId: string, fromGroups: readonly Role[]): Promise<void> {
  const mustStayAdmin = await isLastAdmin(tx, personId);
  const row = await requireFound(tx, personId);
  const onlyAdminByGroup = mustStayAdmin && row.groupRoles.includes("admin");
  // Still the groups' gift: it goes with the first sign-in after somebody else became admin.
  const { roles, groupRoles } = mergeGroupRoles(row, onlyAdminByGroup ? [...fromGroups, "admin"] : fromGroups);
  const unchanged = isSame(roles, row.roles) && isSame(groupRoles, row.groupRoles);
  if (!unchanged) await writeRoles(tx, ctx, row, { roles, groupRoles, version: row.version, cause: "groups" });
}

type Shift = { gained: readonly Role[]; lost: readonly Role[] };

/** The same where a change of groups is known and not all of them: what other groups gave stays. */
export async function shiftGroupRoles(tx: Tx, ctx: Ctx, personId: string, { gained, lost }: Shift): Promise<void> {
  const { groupRoles } = await requireFound(tx, personId);
  const kept = groupRoles.filter((role) => !lost.includes(role));
  await applyGroupRoles(tx, ctx, personId, sortRoles([...kept, ...gained]));
}

type Written = { roles: readonly Role[]; groupRoles: readonly Role[]; version: number; cause?: "groups" };

async function writeRoles(
  tx: Tx,
  ctx: Ctx,
  row: PersonRow,
  { roles, groupRoles, version, cause }: Written,
): Promise<void> {
  await changeOrRefuse(tx, ctx, row, version, { roles: [...roles], groupRoles: [...groupRoles] });
  if (isSame(roles, row.roles)) return;
  const data = { before: { roles: sortRoles(row.roles) }, after: { roles }, ...(cause ? { cause } : {}) };
  await record(tx, ctx, { type: "person.roles_changed", subjectId: row.id, data });
}

function isSame(one: readonly Role[], other: readonly Role[]): boolean {
  return sortRoles(one).join() === sortRoles(other).join();
}
