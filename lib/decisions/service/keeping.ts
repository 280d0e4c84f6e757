import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import type { Environment } from "@/lib/core/environments";
import { AppError } from "@/lib/core/errors";
import { inTransaction } from "@/lib/db/transaction";
import { presentKeeping } from "@/lib/decisions/present";
import { listKeeping, lockKeeping, updateKeeping } from "@/lib/decisions/repository";
import { type Keeping, versionOfKeeping } from "@/lib/decisions/rules";
import type { EnvironmentKeeping, KeepingChange } from "@/lib/decisions/schema";

export async function listEnvironments(ctx: Ctx): Promise<{ data: EnvironmentKeeping[] }> {
  await authorize(ctx, "policy.read");
  return { data: (await listKeeping(ctx.db)).map((row) => presentKeeping(ctx.viewer, row)) };
}

export async function updateEnvironment(
  ctx: Ctx,
  name: Environment,
  change: KeepingChange,
  version: number,
): Promise<EnvironmentKeeping> {
  await authorize(ctx, "decisions.keep");
  return inTransaction(ctx, async (tx) => {
    const before = await lockKeeping(tx, name);
    if (!before) throw new AppError("not_found", `There is no environment ${name}.`);
    if (versionOfKeeping(before) !== version) {
      throw new AppError("stale_version", "Somebody changed this since you read it. Read again, then decide.", {
        members: { version: versionOfKeeping(before) },
      });
    }
    const after: Keeping = {
      decisionsDays: change.keep_decisions_days ?? before.decisionsDays,
      argumentsDays: change.keep_arguments_days ?? before.argumentsDays,
    };
    refuseLongerArguments(after);
    await updateKeeping(tx, name, after);
    await record(tx, ctx, {
      type: "environment.keeping_changed",
      subjectId: name,
      environment: name,
      data: { before: describe(before), after: describe(after) },
    });
    return presentKeeping(ctx.viewer, { name, ...after });
  });
}

/** What a call carried without what was decided about it would tell nobody anything. */
function refuseLongerArguments({ decisionsDays, argumentsDays }: Keeping): void {
  if (argumentsDays <= decisionsDays) return;
  const detail = `Arguments cannot be kept for ${argumentsDays} days where their decisions go after ${decisionsDays}.`;
  throw new AppError("invalid_input", detail, {
    faults: [{ pointer: "/keep_arguments_days", code: "too_big", detail }],
  });
}

function describe({ decisionsDays, argumentsDays }: Keeping) {
  return { keep_decisions_days: decisionsDays, keep_arguments_days: argumentsDays };
}
