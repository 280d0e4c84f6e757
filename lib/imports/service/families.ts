import "server-only";
import type { Ctx } from "@/lib/access/context";
import { adoptAgent, findImportTargets } from "@/lib/agents/service";
import { isAppError } from "@/lib/core/errors";
import { inTransaction } from "@/lib/db/transaction";
import { addNote, findAgentsOf, listChildren } from "@/lib/imports/repository";

/** Sub-agents are hung on their parents last, when both are there whatever the order of the rows was. */
export async function linkFamilies(ctx: Ctx, id: string): Promise<void> {
  const children = await listChildren(ctx.db, id);
  const agents = await findAgentsOf(
    ctx.db,
    children.map(({ agentId }) => agentId),
  );
  for (const { number, agentId, parent } of children) {
    const child = agents.get(agentId);
    const above = await findParent(ctx, parent);
    if (!child || (await isLinked(ctx, child.slug, parent))) continue;
    const note = above === undefined ? "Its parent is not here." : await link(ctx, above, child.slug);
    if (note !== undefined)
      await inTransaction(ctx, (tx) => addNote(tx, id, number, `Not linked to its parent: ${note}`));
  }
}

/** One's own agent of that source, as rows are matched. */
async function findParent(ctx: Ctx, key: string): Promise<string | undefined> {
  const { byKey } = await findImportTargets(ctx, { slugs: [], keys: [key] });
  return byKey.get(key)?.find(({ kept, retired }) => kept && !retired)?.slug;
}

async function isLinked(ctx: Ctx, slug: string, parent: string): Promise<boolean> {
  const { bySlug } = await findImportTargets(ctx, { slugs: [slug], keys: [] });
  return bySlug.get(slug)?.parentKeys.includes(parent) === true;
}

/** Undefined when it is linked; else why not. The agent itself stays as it was imported. */
async function link(ctx: Ctx, parent: string, child: string): Promise<string | undefined> {
  try {
    await adoptAgent(ctx, parent, child);
    return undefined;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.message;
  }
}
