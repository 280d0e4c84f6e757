import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { AppError } from "@/lib/core/errors";
import { presentDecision, readersOf } from "@/lib/decisions/present";
import {
  countShape,
  findAgentById,
  findDecision,
  findInputs,
  type InputRow,
  listEarlier,
  listKeeping,
} from "@/lib/decisions/repository";
import type { DecisionRow } from "@/lib/decisions/repository/rows";
import { dayMs, dayOf, defaultRangeDays, idFloor, idRangeOfSession, timeOfId } from "@/lib/decisions/rules";
import { type DecisionChain, type DecisionDetail, DecisionInputs } from "@/lib/decisions/schema";
import { explainRow } from "@/lib/decisions/service/explain";
import { noteReading } from "@/lib/decisions/service/note-reading";
import { readKeptSession } from "@/lib/decisions/service/session";
import { keptSince } from "@/lib/decisions/service/spans";

export async function getDecision(ctx: Ctx, id: string): Promise<DecisionDetail> {
  const [row, keeping] = await Promise.all([findDecision(ctx.db, id), listKeeping(ctx.db)]);
  const kept = keeping.find(({ name }) => name === row?.environment);
  if (!row || !kept || id < idFloor(keptSince(kept, ctx.now))) {
    // Whoever may not see every decision is not told which of them exist.
    await authorize(ctx, "decisions.read");
    throw new AppError("not_found", "There is no such decision, or it was let go after its time.");
  }
  const agent = row.agent_id === null ? null : await findAgentById(ctx.db, row.agent_id);
  await authorize(ctx, "decisions.read", readersOf(agent));
  await noteReading(ctx, {
    type: "decision.read",
    subjectId: id,
    environment: row.environment,
    data: { agent: row.agent_id },
  });
  const erased = id < idFloor(new Date(ctx.now.getTime() - kept.argumentsDays * dayMs));
  const [inputs] = erased ? [] : await findInputs(ctx.db, row.environment, [id]);
  const [explanation, before, alike] = await Promise.all([
    explainRow(ctx.db, row, inputs, agent),
    findBefore(ctx, row),
    countShape(ctx.db, row.environment, row.shape, dayOf(new Date(ctx.now.getTime() - (defaultRangeDays - 1) * dayMs))),
  ]);
  return {
    ...presentDecision(row),
    agent_name: agent?.name ?? null,
    action_digest: row.action_digest,
    inputs: describeInputs(row, inputs),
    chain: describeChain(inputs),
    explanation,
    before: before.map(presentDecision),
    alike,
  };
}

const shownBefore = 5;
const nearMs = 10 * 60_000;

function findBefore(ctx: Ctx, row: DecisionRow): Promise<DecisionRow[]> {
  const from =
    row.session_id === null
      ? idFloor(new Date(timeOfId(row.id).getTime() - nearMs))
      : idRangeOfSession(row.session_id).from;
  const span = { environment: row.environment, from, to: row.id };
  return listEarlier(ctx.db, span, row.agent, row.session_id, shownBefore);
}

function describeInputs(row: DecisionRow, inputs: InputRow | undefined): DecisionInputs {
  const hash = row.inputs_hash;
  if (!inputs) return { state: "erased", args: null, resource: null, context: null, omitted: true, masked: [], hash };
  const { args, resource, context, omitted, masked } = inputs;
  const isEmpty = [args, resource, context].every((part) => JSON.stringify(part) === "{}");
  return DecisionInputs.parse({
    state: omitted && isEmpty ? "not_kept" : "kept",
    args,
    resource,
    context,
    omitted,
    masked,
    hash,
  });
}

function describeChain(inputs: InputRow | undefined): DecisionChain {
  const session = readKeptSession(inputs?.session);
  if (session === undefined || session === "ended") {
    return { initiator: null, parent: null, session: null, session_ended: session === "ended" };
  }
  const { id, intent, initiator, initiator_proven: proven, parent, started_at } = session;
  return {
    initiator: initiator ? { ...initiator, proven } : null,
    parent: parent ?? null,
    session: { id, intent, started_at },
    session_ended: false,
  };
}
