import "server-only";
import { record } from "@/lib/audit/record";
import type { Environment } from "@/lib/core/environments";
import { newId } from "@/lib/core/ids";
import type { Database } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import {
  deleteCountsBefore,
  deleteInputsBefore,
  dropMonths,
  type EnvironmentKeepingRow,
  hasRowsBefore,
  listKeeping,
  makeMonth,
} from "@/lib/decisions/repository";
import { dayMs, dayOf, idFloor } from "@/lib/decisions/rules";

export type Erased = { readonly environments: number };

/**
 * Once a night: lets go what each environment keeps no longer, and makes the months to come before anybody needs them.
 * Decisions go with the last day of their month, what calls carried on its own day.
 */
export async function eraseOldDecisions(db: Database, now: Date): Promise<Erased> {
  await makeMonth(db, now);
  await makeMonth(db, new Date(now.getTime() + 35 * dayMs));
  let environments = 0;
  for (const keeping of await listKeeping(db)) if (await eraseIn(db, keeping, now)) environments++;
  return { environments };
}

const batch = 20_000;

async function eraseIn(db: Database, keeping: EnvironmentKeepingRow, now: Date): Promise<boolean> {
  const { name, decisionsDays, argumentsDays } = keeping;
  const before = (days: number): Date => new Date(now.getTime() - days * dayMs);
  const ctx = { db, now, requestId: newId("request"), viewer: { kind: "system", id: "worker" } as const };
  const months = await inTransaction(ctx, async (tx) => {
    const decisions = await letMonthsGo(tx, "decisions", name, before(decisionsDays));
    const inputs = await letMonthsGo(tx, "decision_inputs", name, before(argumentsDays));
    const counts = await deleteCountsBefore(tx, name, dayOf(before(decisionsDays)));
    const data = { decision_months: decisions, argument_months: inputs, counts };
    const went = decisions + inputs + counts > 0;
    if (went) await record(tx, ctx, { type: "decisions.erased", subjectId: name, environment: name, data });
    return went;
  });
  let carried = false;
  for (let deleted = batch; deleted === batch;) {
    deleted = await inTransaction(ctx, async (tx) => {
      const count = await deleteInputsBefore(tx, name, idFloor(before(argumentsDays)), batch);
      const data = { arguments: count };
      if (count > 0) await record(tx, ctx, { type: "decisions.erased", subjectId: name, environment: name, data });
      return count;
    });
    carried ||= deleted > 0;
  }
  return months || carried;
}

/** Months that were made and never written to go as well; nobody needs to be told of those. */
async function letMonthsGo(
  tx: Tx,
  part: "decisions" | "decision_inputs",
  name: Environment,
  before: Date,
): Promise<number> {
  const month = new Date(Date.UTC(before.getUTCFullYear(), before.getUTCMonth()));
  const held = await hasRowsBefore(tx, part, name, idFloor(month));
  const dropped = await dropMonths(tx, part, name, before);
  return held ? dropped : 0;
}
