import "server-only";
import type { Ctx } from "@/lib/access/context";
import { authorize } from "@/lib/access/authorize";
import { can } from "@/lib/access/permissions";
import type { JsonObject, JsonValue } from "@/lib/core/json";
import { findKept, type RowFilters } from "@/lib/decisions/repository";
import type { Seen } from "@/lib/decisions/repository/rows";
import type { ListShapesQuery } from "@/lib/decisions/schema";

/** Whose decisions the viewer may see. Who keeps no agent and has no role for it sees none, and is told. */
export async function chooseSeen(ctx: Ctx): Promise<Seen> {
  const { viewer } = ctx;
  if (can(viewer, "decisions.read") || viewer.kind !== "person") {
    await authorize(ctx, "decisions.read");
    return undefined;
  }
  const kept = await findKept(ctx.db, viewer.id);
  await authorize(ctx, "decisions.read", { keepers: kept.ids.length > 0 ? [viewer.id] : [] });
  return kept;
}

type Asked = Omit<ListShapesQuery, "limit" | "cursor"> & { session?: readonly string[] | undefined };

export function readFilters(asked: Asked, seen: Seen): RowFilters {
  return {
    agents: asked.agent,
    outcomes: asked.outcome,
    reasons: asked.reason,
    rules: asked.rule,
    actions: asked.action,
    shapes: asked.shape,
    sessions: asked.session,
    sample: asked.sample,
    seen,
  };
}

/** What was asked, as the log holds it: texts that are no plain names may be anything, so only their number stands there. */
export function describeFilters(asked: Asked): JsonObject {
  const { from, to, sample, ...lists } = asked;
  const described: [string, JsonValue][] = Object.entries(lists).flatMap(([name, values]): [string, JsonValue][] =>
    values === undefined ? [] : [[name, describeValues(values)]],
  );
  return {
    ...Object.fromEntries(described),
    ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
    ...(to === undefined ? {} : { to: new Date(to).toISOString() }),
    ...(sample === "exclude" ? {} : { sample }),
  };
}

/** The same question a moment later: "the last 24 hours" begins later every time it is asked. */
export function questionOf(list: string, { from, to, ...rest }: Asked): object {
  return { list, ...rest, from: hourOf(from), to: hourOf(to) };
}

function hourOf(moment: string | undefined): string | undefined {
  return moment === undefined ? undefined : new Date(moment).toISOString().slice(0, 13);
}

const shown = 10;
/** Every part begins with a letter: no address of a person or a machine is written like this. */
const plainName = /^(?:guardrail\/)?[A-Za-z][\w-]{0,62}(?:\.[A-Za-z][\w-]{0,62}){0,8}$/;

function describeValues(values: readonly string[]): JsonValue {
  const plain = values.filter((value) => plainName.test(value)).slice(0, shown);
  return plain.length === values.length ? plain : { values: plain, others: values.length - plain.length };
}
