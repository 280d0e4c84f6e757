import "server-only";
import type { Ctx } from "@/lib/access/context";
import type { PersonViewer } from "@/lib/core/viewer";
import { openDetail } from "@/lib/imports/present";
import type { RowOutcome, RowRecord } from "@/lib/imports/repository";
import { addParent } from "@/lib/imports/service/parents";
import { type JudgedRow, judgeRows, type RowDetail, type StoredRow } from "@/lib/imports/service/plan";

type Afresh = { outcomes: RowOutcome[]; creates: JudgedRow[]; updates: JudgedRow[] };

/** The person agreed to a plan. Where something else would be done now, nothing is done and the row says why. */
export async function judgeAfresh(ctx: Ctx<PersonViewer>, rows: readonly RowRecord[]): Promise<Afresh> {
  const stored = rows.map(({ number, draft }) => ({ number, row: draft as StoredRow }));
  const judged = keepParents(await judgeRows(ctx, ctx.viewer.id, stored), rows);
  const afresh: Afresh = { outcomes: [], creates: [], updates: [] };
  for (const [at, row] of judged.entries()) {
    const before = rows[at];
    const detail = openDetail(before?.detail);
    if (row.plan === "error") afresh.outcomes.push(failRow(row, detail, row.detail.faults));
    else if (row.plan === "unchanged" && before?.plan === "update")
      afresh.outcomes.push({ number: row.number, result: "unchanged", agentId: row.agentId, detail });
    else if (row.plan !== before?.plan || row.detail.version !== detail.version)
      afresh.outcomes.push(failRow(row, detail, [{ field: "name", detail: explainDrift(row, before?.plan) }]));
    else if (row.plan === "create") afresh.creates.push(row);
    else afresh.updates.push(row);
  }
  return afresh;
}

/** Whether a parent can be linked was judged with all rows in view; here are some of them. */
export function keepParents(judged: readonly JudgedRow[], rows: readonly RowRecord[]): JudgedRow[] {
  const linked = new Set(
    rows.flatMap(({ number, detail }) =>
      openDetail(detail).changes.some(({ field }) => field === "parent") ? number : [],
    ),
  );
  return judged.map((row) => (linked.has(row.number) && row.plan !== "error" ? addParent(row) : row));
}

function explainDrift({ plan, target }: JudgedRow, before: string | undefined): string {
  if (before === "create")
    return `${target?.slug ?? "An agent"} came to be here since the check. Try again to bring it up to date.`;
  if (plan === "create") return "The agent it would change is no longer there. Try again to make a new one.";
  return `Somebody changed ${target?.slug ?? "the agent"} since the check. Try again to see what differs now.`;
}

export function failRow({ number, agentId }: JudgedRow, detail: RowDetail, faults: RowDetail["faults"]): RowOutcome {
  return { number, result: "failed", agentId, detail: { ...detail, faults } };
}
