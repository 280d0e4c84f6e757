import "server-only";
import { authorize, requirePerson } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { addAgent, getAgent } from "@/lib/agents/service";
import { record } from "@/lib/audit/record";
import { AppError, type Fault, isAppError } from "@/lib/core/errors";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { decideRow, lockShadow, type ShadowRow } from "@/lib/shadow/repository";
import { explainIgnore, judgeDisposition } from "@/lib/shadow/rules";
import type { Decision, ShadowAgent } from "@/lib/shadow/schema";
import { readShadow, requireShadow } from "@/lib/shadow/service/read";

/** Only a person says what becomes of it. The last word counts, and each one is in the log. */
export async function decideShadowAgent(ctx: Ctx, id: string, decision: Decision): Promise<ShadowAgent> {
  await authorize(ctx, "shadow.decide");
  const decidedBy = requirePerson(ctx).id;
  refuseContradictions(ctx, decision);
  const known = decision.agent === undefined ? undefined : await findGoverned(ctx, decision.agent);
  return inTransaction(ctx, async (tx) => {
    await lockShadow(tx, id);
    const row = await requireShadow(tx, id);
    const agentId = known ?? (await makeDraft(tx, ctx, row, decision)) ?? keepAgent(row, decision);
    const { disposition, reason, ignore_until: until } = decision;
    await decideRow(tx, id, {
      disposition,
      reason,
      ignoreUntil: until === undefined ? null : new Date(until),
      decidedAt: ctx.now,
      decidedBy,
      agentId,
      updatedAt: ctx.now,
    });
    await record(tx, ctx, {
      type: "shadow.decided",
      subjectId: id,
      data: {
        before: { disposition: judgeDisposition(row, ctx.now), agent: row.agentId },
        after: { disposition, agent: agentId },
        ignore_until: until ?? null,
      },
      personal: { personId: null, data: { reason } },
    });
    return readShadow(tx, ctx, id);
  });
}

function refuseContradictions(ctx: Ctx, { disposition, ignore_until: until, agent, draft }: Decision): void {
  const faults: Fault[] = [];
  const ignoring = explainIgnore({ disposition, until }, ctx.now);
  if (ignoring !== undefined) faults.push({ pointer: "/ignore_until", code: "not_possible", detail: ignoring });
  if (disposition !== "govern") {
    const detail = "Only what is governed is an agent.";
    if (agent !== undefined) faults.push({ pointer: "/agent", code: "not_possible", detail });
    if (draft !== undefined) faults.push({ pointer: "/draft", code: "not_possible", detail });
  } else if (agent !== undefined && draft !== undefined) {
    faults.push({ pointer: "/draft", code: "not_possible", detail: "Name an agent or make one, not both." });
  }
  const [first] = faults;
  if (first) throw new AppError("invalid_input", first.detail, { faults });
}

/** A name in a body is no address: an older slug is told, not followed. */
async function findGoverned(ctx: Ctx, slug: string): Promise<string> {
  const refuse = (detail: string): never => {
    throw new AppError("invalid_input", detail, { faults: [{ pointer: "/agent", code: "not_available", detail }] });
  };
  try {
    const { id, state } = await getAgent(ctx, slug);
    return state === "retired" ? refuse(`The agent ${slug} is retired. Name one that is not.`) : id;
  } catch (error) {
    if (isAppError(error) && (error.code === "not_found" || error.code === "renamed")) return refuse(error.message);
    throw error;
  }
}

async function makeDraft(tx: Tx, ctx: Ctx, row: ShadowRow, { draft }: Decision): Promise<string | undefined> {
  if (draft === undefined) return undefined;
  if (row.agentId !== null)
    throw new AppError("conflict", `It is governed as ${row.agent?.slug ?? "an agent"} already.`);
  try {
    return await addAgent(tx, ctx, { ...draft, owner: draft.owner ?? requirePerson(ctx).id });
  } catch (error) {
    if (!isAppError(error) || error.code !== "invalid_input") throw error;
    // The fault is told where this body has the field.
    const faults = error.faults.map((fault) => ({ ...fault, pointer: `/draft${fault.pointer}` }));
    throw new AppError("invalid_input", error.message, { faults });
  }
}

/** Governing again, for another reason, does not lose the agent it is governed as. */
function keepAgent(row: ShadowRow, { disposition }: Decision): string | null {
  return disposition === "govern" ? row.agentId : null;
}
