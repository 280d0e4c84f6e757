import "server-only";
import { can } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/core/viewer";
import type { MovedDecision, ReplayRow } from "@/lib/policy/repository";
import { type PolicyReplay, type ReplayedPage, ReplayResult, replayStates } from "@/lib/policy/schema";
import { type Holder, may } from "@/lib/policy/rules/scope";

export function presentReplay(viewer: Viewer, row: ReplayRow, holder: Holder): PolicyReplay {
  const state = replayStates.find((known) => known === row.state) ?? "failed";
  const runs = state === "queued" || state === "running";
  // How much an agent did is told to whoever may see what it did.
  const maySee = can(viewer, "decisions.read", holder.target);
  return {
    id: row.id,
    created_at: row.createdAt.toISOString(),
    agent: holder.agent?.slug ?? null,
    environment: holder.environment,
    state,
    digest: row.contentId,
    base_version: row.baseVersion,
    from: row.fromAt.toISOString(),
    to: row.toAt.toISOString(),
    done: maySee ? row.judged : 0,
    total: maySee ? row.total : 0,
    result: row.result === null || !maySee ? null : ReplayResult.parse(row.result),
    detail: row.detail,
    finished_at: row.finishedAt?.toISOString() ?? null,
    abilities: [
      ...(runs && may(viewer, holder, "write") ? (["cancel"] as const) : []),
      ...(maySee ? (["open_rows"] as const) : []),
    ],
  };
}

type Replayed = ReplayedPage["data"][number];

export function presentMoved({
  decisionId,
  agent,
  action,
  before,
  after,
}: Pick<MovedDecision, "decisionId" | "agent" | "action"> & { before: unknown; after: unknown }): Replayed {
  return {
    decision: decisionId,
    agent,
    action,
    before: before as Replayed["before"],
    after: after as Replayed["after"],
  };
}
