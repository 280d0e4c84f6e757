import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { countSamplePeople, removeSamplePeople } from "@/lib/people/service";
import { addSamplePeople } from "@/lib/sample/people";
import type { Sample } from "@/lib/sample/schema";
import { countSampleTeams, removeSampleTeams } from "@/lib/teams/service";

export async function getSample(ctx: Ctx): Promise<Sample> {
  await authorize(ctx, "sample.manage");
  return describeSample(ctx.db);
}

/** Each area adds its part here, through its own services, at a time in the past counted from now: it never goes stale. */
export async function addSample(ctx: Ctx): Promise<Sample> {
  await authorize(ctx, "sample.manage");
  return inTransaction(ctx, async (tx) => {
    await lockSample(tx);
    if ((await describeSample(tx)).present) throw new AppError("conflict", "The sample data is there already.");
    await addSamplePeople(tx, (daysAgo) => ({
      ...ctx,
      viewer: { kind: "system", id: "sample" },
      now: new Date(ctx.now.getTime() - daysAgo * 86_400_000),
    }));
    const sample = await describeSample(tx);
    await record(tx, ctx, {
      type: "sample.created",
      subjectId: null,
      data: { people: sample.people, teams: sample.teams },
    });
    return sample;
  });
}

export async function deleteSample(ctx: Ctx): Promise<Sample> {
  await authorize(ctx, "sample.manage");
  return inTransaction(ctx, async (tx) => {
    await lockSample(tx);
    const data = { people: await removeSamplePeople(tx), teams: await removeSampleTeams(tx) };
    if (data.people + data.teams === 0) throw new AppError("conflict", "There is no sample data.");
    await record(tx, ctx, { type: "sample.deleted", subjectId: null, data });
    return describeSample(tx);
  });
}

async function describeSample(db: Ctx["db"] | Tx): Promise<Sample> {
  const people = await countSamplePeople(db);
  const teams = await countSampleTeams(db);
  const present = people + teams > 0;
  return { present, people, teams, abilities: [present ? "delete" : "add"] };
}

/** Two admins who press the button at once must not add it twice. */
async function lockSample(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('ambit_sample'))`;
}
