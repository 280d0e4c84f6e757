import "server-only";
import { can } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/core/viewer";
import type { ImportRecord, RowRecord } from "@/lib/imports/repository";
import { explainStop, importStates, rowPlans, rowResults, stopCauses } from "@/lib/imports/rules";
import type { Import, ImportRow } from "@/lib/imports/schema";

type Counted = readonly { plan: string; result: string | null; count: number }[];

type Beside = { counted: Counted; maker: string; cause: string | null };

export function presentImport(viewer: Viewer, row: ImportRecord, { counted, maker, cause }: Beside): Import {
  const state = importStates.find((one) => one === row.state) ?? "failed";
  const sum = (matches: (one: Counted[number]) => boolean): number =>
    counted.filter(matches).reduce((total, { count }) => total + count, 0);
  const plans = rowPlans.map((plan) => [plan, sum((one) => one.plan === plan)]);
  const results = rowResults.map((result) => [result, sum((one) => one.result === result)]);
  return {
    id: row.id,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    created_by: { id: row.createdBy, name: maker },
    state,
    reason:
      state === "failed"
        ? explainStop(
            stopCauses.find((one) => one === cause),
            maker === "" ? "Whoever started it" : maker,
          )
        : null,
    total: row.total,
    done: sum(({ result }) => result !== null),
    started_at: row.startedAt?.toISOString() ?? null,
    finished_at: row.finishedAt?.toISOString() ?? null,
    plans: Object.fromEntries(plans) as Import["plans"],
    results: Object.fromEntries(results) as Import["results"],
    abilities: state !== "running" && isOwn(viewer, row) && can(viewer, "agents.import") ? ["run"] : [],
  };
}

/** Agents are made by whoever checked the files, in their name: nobody runs somebody else's plan. */
export function isOwn(viewer: Viewer, { createdBy }: ImportRecord): boolean {
  return viewer.kind === "person" && viewer.id === createdBy;
}

type Agents = ReadonlyMap<string, NonNullable<ImportRow["agent"]>>;

export function presentRow(row: RowRecord, agents: Agents): ImportRow {
  const detail = openDetail(row.detail);
  return {
    number: row.number,
    name: row.name,
    plan: rowPlans.find((one) => one === row.plan) ?? "error",
    result: rowResults.find((one) => one === row.result) ?? null,
    agent: (row.agentId === null ? undefined : agents.get(row.agentId)) ?? null,
    changes: detail.changes,
    faults: detail.faults,
    notes: detail.notes,
  };
}

type Detail = Pick<ImportRow, "changes" | "faults" | "notes"> & { version?: number };

/** What `writeDetail` of the service kept; the answer's schema holds it to its shape. */
export function openDetail(value: unknown): Detail {
  return { changes: [], faults: [], notes: [], ...(value as Partial<Detail> | null) };
}
