import "server-only";
import type { Ctx } from "@/lib/access/context";
import { updateImported } from "@/lib/agents/service";
import type { PersonViewer } from "@/lib/core/viewer";
import { inTransaction } from "@/lib/db/transaction";
import { writeOutcomes } from "@/lib/imports/repository";
import { chooseChange, mergeTarget } from "@/lib/imports/service/compare";
import { ensureSystems, failAlone } from "@/lib/imports/service/create-rows";
import type { JudgedRow } from "@/lib/imports/service/plan";

/** One agent and its row's result in one transaction. */
export async function updateRow(ctx: Ctx<PersonViewer>, id: string, row: JudgedRow): Promise<void> {
  const { target, checked, detail, number } = row;
  if (!target) return;
  const changed = new Set(detail.changes.map(({ field }) => field));
  const reached = changed.has("systems") ? [...(await ensureSystems(ctx, [row])).values()] : undefined;
  try {
    await inTransaction(ctx, async (tx) => {
      await updateImported(tx, ctx, target.id, {
        change: chooseChange(row.row, checked, target),
        source: undefined,
        parts: changed.has("tools") || changed.has("servers") ? mergeTarget(row.row, checked, target) : undefined,
        systems: reached,
        version: target.version,
      });
      await writeOutcomes(tx, id, [{ number, result: "updated", agentId: target.id, detail }]);
    });
  } catch (error) {
    await failAlone(ctx, id, [row], error);
  }
}
