import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import type { BulkChange, BulkResult, BulkRow } from "@/lib/agents/schema";
import { onAgent, refuseRetired } from "@/lib/agents/service/find";
import { takeStep } from "@/lib/agents/service/life";
import { askOwner } from "@/lib/agents/service/owners";
import { applyChange } from "@/lib/agents/service/update";
import { AppError, isAppError } from "@/lib/core/errors";
import { openRehearsal } from "@/lib/db/rehearsal";
import { log } from "@/lib/telemetry/log";

const maxTags = 20;

/** Each agent for itself, in a transaction of its own and with its own right: one that fails leaves the others as they are. */
export async function changeAgents(ctx: Ctx, change: BulkChange): Promise<BulkResult> {
  await authorize(ctx, "agents.read");
  const acting: Ctx = change.dry_run ? { ...ctx, db: openRehearsal(ctx.db) } : ctx;
  const data: BulkRow[] = [];
  for (const slug of change.slugs) data.push(await changeOne(acting, slug, change));
  return { data };
}

async function changeOne(ctx: Ctx, slug: string, change: BulkChange): Promise<BulkRow> {
  try {
    const detail = await carryOut(ctx, slug, change);
    return { slug, outcome: change.dry_run ? "would_do" : "done", detail };
  } catch (error) {
    if (isAppError(error)) return { slug, outcome: "failed", detail: error.message };
    // The rows before this one are done and cannot be taken back, so the answer still has to tell them.
    log.error({ err: error, request_id: ctx.requestId, slug }, "a row of a change of several agents failed");
    return { slug, outcome: "failed", detail: "Something failed on our side. Try this one again." };
  }
}

/** Does it, or says why nothing had to be done. */
async function carryOut(ctx: Ctx, slug: string, change: BulkChange): Promise<string | null> {
  const { verb, part, person, tag = "", reason = null } = change;
  switch (verb) {
    case "add_tag":
    case "remove_tag":
      return changeTags(ctx, slug, verb, tag);
    case "ask_owner":
      if (part === undefined || person === undefined) throw new AppError("invalid_input", "Say whom to ask for what.");
      await askOwner(ctx, slug, { part, person });
      return null;
    default:
      await takeStep(ctx, slug, verb, reason);
      return null;
  }
}

function changeTags(ctx: Ctx, slug: string, verb: "add_tag" | "remove_tag", tag: string): Promise<string | null> {
  return onAgent(ctx, slug, "agents.update", async (tx, row) => {
    refuseRetired(row);
    const has = row.tags.includes(tag);
    if (verb === "add_tag" && has) return "It has this tag already.";
    if (verb === "remove_tag" && !has) return "It does not have this tag.";
    if (verb === "add_tag" && row.tags.length >= maxTags)
      throw new AppError("conflict", `It has ${maxTags} tags already; take one off first.`);
    const tags = verb === "add_tag" ? [...row.tags, tag] : row.tags.filter((one) => one !== tag);
    await applyChange(tx, ctx, row, { tags }, "agent.updated");
    return null;
  });
}
