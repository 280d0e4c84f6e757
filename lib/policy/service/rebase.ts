import "server-only";
import type { Ctx } from "@/lib/access/context";
import { AppError } from "@/lib/core/errors";
import { findPolicy, findVersion } from "@/lib/policy/repository";
import { type MergeConflict, mergePolicies, nameConflict, takeMine } from "@/lib/policy/rules";
import type { PolicyDraft, RebaseDraft } from "@/lib/policy/schema";
import type { PolicyScope } from "@/lib/policy/rules/scope";
import { requireDraft, writeDraft } from "@/lib/policy/service/drafts";
import { readPolicy } from "@/lib/policy/service/read-text";
import { findHolder } from "@/lib/policy/service/scope";

const nothing = "intents: []\nrules: []\ntests: []\n";

/**
 * Three texts: what the draft began from, what it says, and what is live now. Where both sides changed the same, a person
 * says whose word stands; until then nothing is written.
 */
export async function rebaseDraft(ctx: Ctx, scope: PolicyScope, { choices }: RebaseDraft): Promise<PolicyDraft> {
  const holder = await findHolder(ctx, scope, "write");
  const seen = await requireDraft(ctx.db, await findPolicy(ctx.db, holder.key));
  return writeDraft(ctx, scope, seen.version, async (tx, row, policy) => {
    if (row.baseVersion === policy.liveVersion) {
      throw new AppError("conflict", "The draft is up to date with what is live.");
    }
    const textOf = async (number: number | null): Promise<string> =>
      number === null ? nothing : ((await findVersion(tx, policy.id, number))?.content.text ?? nothing);
    const merged = mergePolicies({
      base: await textOf(row.baseVersion),
      mine: row.text,
      theirs: await textOf(policy.liveVersion),
    });
    if (!merged.ok) throw new AppError("conflict", merged.detail);
    const taken = new Map(choices.map(({ pointer, take }) => [pointer, take]));
    const open = merged.conflicts.filter((conflict) => !taken.has(nameConflict(conflict)));
    if (open.length > 0) throw disagree(merged.conflicts);
    const mine = merged.conflicts.filter((conflict) => taken.get(nameConflict(conflict)) === "mine");
    const chosen = mine.length === 0 ? merged : takeMine(merged.text, mine);
    if (!chosen.ok) throw new AppError("conflict", chosen.detail);
    const { document, lines } = readPolicy(chosen.text, !holder.agent);
    return { text: chosen.text, document, lines, baseVersion: policy.liveVersion };
  });
}

function disagree(conflicts: readonly MergeConflict[]): AppError {
  const places = conflicts.length === 1 ? "one place" : `${conflicts.length} places`;
  return new AppError("conflict", `Both sides changed ${places}. Say for each whose word stands.`, {
    members: {
      conflicts: conflicts.slice(0, 200).map((conflict) => ({
        pointer: nameConflict(conflict),
        id: conflict.id,
        base: conflict.base ?? null,
        mine: conflict.mine ?? null,
        theirs: conflict.theirs ?? null,
      })),
    },
  });
}
