import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { countSampleAgents, removeSampleAgents } from "@/lib/agents/service";
import { countSamplePeople, removeSamplePeople } from "@/lib/people/service";
import { countSampleDecisions, removeSampleDecisions } from "@/lib/decisions/service";
import { addSampleAgents } from "@/lib/sample/agents";
import { addSampleDecisions } from "@/lib/sample/decisions";
import { addSamplePeople, letOneLeave } from "@/lib/sample/people";
import type { Sample } from "@/lib/sample/schema";
import { listPublishedSamples, republish } from "@/lib/snapshots/service";
import { countSampleSystems, removeSampleSystems } from "@/lib/systems/service";
import { countSampleTeams, removeSampleTeams } from "@/lib/teams/service";

export async function getSample(ctx: Ctx): Promise<Sample> {
  await authorize(ctx, "sample.manage");
  return describeSample(ctx.db);
}

/** Each area adds its part here, through its own services, at a time in the past counted from now: it never goes stale. */
export async function addSample(ctx: Ctx): Promise<Sample> {
  await authorize(ctx, "sample.manage");
  const at = (daysAgo: number): Ctx => ({
    ...ctx,
    viewer: { kind: "system", id: "sample" },
    now: new Date(ctx.now.getTime() - daysAgo * 86_400_000),
  });
  const people = await inTransaction(ctx, async (tx) => {
    await lockSample(tx);
    if ((await describeSample(tx)).present) throw new AppError("conflict", "The sample data is there already.");
    await record(tx, ctx, { type: "sample.created", subjectId: null });
    return addSamplePeople(tx, at);
  });
  try {
    await addSampleAgents(at, people);
    await addSampleDecisions(at(0));
    await letOneLeave(at, people);
  } catch (error) {
    await inTransaction(ctx, (tx) => removeAll(tx, ctx));
    throw error;
  }
  return describeSample(ctx.db);
}

export async function deleteSample(ctx: Ctx): Promise<Sample> {
  await authorize(ctx, "sample.manage");
  return inTransaction(ctx, async (tx) => {
    await lockSample(tx);
    const data = await removeAll(tx, ctx);
    if (Object.values(data).every((count) => count === 0)) throw new AppError("conflict", "There is no sample data.");
    await record(tx, ctx, { type: "sample.deleted", subjectId: null, data });
    return describeSample(tx);
  });
}

/** What hangs on others first. */
async function removeAll(tx: Tx, ctx: Ctx): Promise<Omit<Sample, "present" | "abilities">> {
  const gone = await listPublishedSamples(tx);
  const removed = {
    decisions: await removeSampleDecisions(tx),
    agents: await removeSampleAgents(tx),
    systems: await removeSampleSystems(tx),
    people: await removeSamplePeople(tx),
    teams: await removeSampleTeams(tx),
  };
  await republish(tx, ctx, { gone, systems: removed.systems > 0 });
  return removed;
}

async function describeSample(db: Ctx["db"] | Tx): Promise<Sample> {
  const counts = {
    decisions: await countSampleDecisions(db),
    agents: await countSampleAgents(db),
    systems: await countSampleSystems(db),
    people: await countSamplePeople(db),
    teams: await countSampleTeams(db),
  };
  const present = Object.values(counts).some((count) => count > 0);
  return { present, ...counts, abilities: [present ? "delete" : "add"] };
}

/** Two admins who press the button at once must not add it twice. */
async function lockSample(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('ambit_sample'))`;
}
