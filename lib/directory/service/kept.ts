import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { findKnownIds } from "@/lib/directory/repository/users";

/** Whether the directory manages this person: what it sends next wins over what was changed here. */
export async function isKept(ctx: Ctx, personId: string): Promise<boolean> {
  await authorize(ctx, "people.read");
  return (await findKnownIds(ctx.db, [personId])).has(personId);
}
