import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { findGoverned } from "@/lib/agents/service";
import { readersOf } from "@/lib/decisions/present";
import {
  findInputs,
  type InputRow,
  listKeeping,
  listLastOfShapes,
  listShapeRows,
  type ShapeRow,
} from "@/lib/decisions/repository";
import type { DecisionRow } from "@/lib/decisions/repository/rows";
import { dayMs, idFloor } from "@/lib/decisions/rules";
import { collectArguments } from "@/lib/decisions/rules/observing";
import type { ObservedAction, ObservedActions } from "@/lib/decisions/schema";
import { noteReading } from "@/lib/decisions/service/note-reading";
import { readDays } from "@/lib/decisions/service/spans";

/** Counted whole; of the calls themselves only so many are looked at. */
const most = { actions: 100, shapesEach: 4, callsOfShape: 8, shapes: 1_000 } as const;

export async function listObservedActions(ctx: Ctx, slug: string): Promise<ObservedActions> {
  const agent = await findGoverned(ctx, slug);
  await authorize(ctx, "decisions.read", readersOf({ id: agent.id, ownerId: agent.owner, deputyId: agent.deputy }));
  await noteReading(ctx, {
    type: "decisions.listed",
    subjectId: null,
    environment: agent.environment,
    data: { list: "observed_actions", agent: agent.id },
  });
  const keeping = (await listKeeping(ctx.db)).filter(({ name }) => name === agent.environment);
  const range = readDays({ sample: "include", limit: 1 }, keeping, ctx.now);
  const filters = { agents: [slug], sample: "include", seen: undefined } as const;
  const shapes = await listShapeRows(ctx.db, range.days, filters, { after: null, limit: most.shapes });
  const actions = groupByAction(shapes).slice(0, most.actions);
  const looked = actions.flatMap(({ of }) => of.slice(0, most.shapesEach).map(({ shape }) => shape));
  const from = idFloor(new Date(ctx.now.getTime() - (keeping[0]?.decisionsDays ?? 0) * dayMs));
  const rows = await listLastOfShapes(ctx.db, agent.environment, looked, most.callsOfShape, from);
  // A name may have had another agent, in another environment; what that one did is not shown here.
  const own = rows.filter(({ agent_id }) => agent_id === agent.id);
  const ids = own.map(({ id }) => id).filter((id) => id > argumentsFloor(ctx, keeping[0]?.argumentsDays ?? 0));
  const inputs = new Map((await findInputs(ctx.db, agent.environment, ids)).map((row) => [row.id, row]));
  return { data: actions.map((one) => describe(one, own, inputs)), from: range.from, to: range.to };
}

function argumentsFloor(ctx: Ctx, days: number): string {
  return idFloor(new Date(ctx.now.getTime() - days * dayMs));
}

type Group = { readonly action: string; readonly of: readonly ShapeRow[] };

/** The most frequent first. */
function groupByAction(shapes: readonly ShapeRow[]): Group[] {
  const groups = new Map<string, ShapeRow[]>();
  for (const shape of shapes) groups.set(shape.action, [...(groups.get(shape.action) ?? []), shape]);
  const sum = (of: readonly ShapeRow[]): number => of.reduce((total, shape) => total + Number(shape.total), 0);
  return [...groups].map(([action, of]) => ({ action, of })).toSorted((a, b) => sum(b.of) - sum(a.of));
}

function describe(
  { action, of }: Group,
  rows: readonly DecisionRow[],
  inputs: ReadonlyMap<string, InputRow>,
): ObservedAction {
  const calls = rows.filter((row) => row.action === action);
  const counts = { allow: 0, ask: 0, deny: 0 };
  for (const { outcome, total } of of) counts[outcome] += Number(total);
  return {
    action,
    counts,
    resource_types: [...new Set(calls.map(({ resource_type: type }) => type))].slice(0, 20),
    arguments: collectArguments(calls.flatMap(({ id }) => inputs.get(id)?.args ?? [])),
    last_id:
      of
        .map(({ last_id: id }) => id)
        .toSorted()
        .at(-1) ?? "",
  };
}
