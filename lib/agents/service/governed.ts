import "server-only";
import type { Ctx } from "@/lib/access/context";
import type { Target } from "@/lib/access/permissions";
import { targetOf } from "@/lib/agents/present";
import { findRecord } from "@/lib/agents/repository";
import { requireAgentId } from "@/lib/agents/service/find";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/transaction";

/** Of an agent what its policy needs to know, and who stands how to it. */
export type GovernedAgent = {
  readonly id: string;
  readonly slug: string;
  readonly state: string;
  readonly kind: string | null;
  readonly tier: string;
  readonly environment: string;
  readonly owner: string | null;
  readonly deputy: string | null;
  readonly target: Target;
};

export async function findGoverned(ctx: Ctx, db: Ctx["db"] | Tx, slug: string): Promise<GovernedAgent> {
  const row = await findRecord(db, await requireAgentId(ctx.db, slug));
  if (!row) throw new AppError("not_found", `There is no agent ${slug}.`);
  const { id, state, kind, environment, ownerId, deputyId } = row;
  return {
    id,
    slug: row.slug,
    state,
    kind,
    tier: row.tier ?? "foundation",
    environment,
    owner: ownerId,
    deputy: deputyId,
    target: targetOf(row),
  };
}
