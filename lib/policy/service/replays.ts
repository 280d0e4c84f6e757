import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { getSettings } from "@/lib/config/settings";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Database } from "@/lib/db/client";
import { withConnection } from "@/lib/db/connect";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { countReplayRows } from "@/lib/decisions/service";
import { cutPage, decodeCursor } from "@/lib/http/cursor";
import { enqueue } from "@/lib/jobs/enqueue";
import { presentMoved, presentReplay } from "@/lib/policy/present";
import {
  findLastReplay,
  findPolicy,
  findReplay,
  insertReplay,
  listMoved,
  moveReplay,
  type PolicyRow,
  type ReplayRow,
  type WholeChangeRow,
} from "@/lib/policy/repository";
import { digestOf } from "@/lib/policy/rules";
import { type PolicyReplay, type ReplayedPage, type ReplayedQuery, ReplayResult } from "@/lib/policy/schema";
import { type Holder, type PolicyScope, scopeOf } from "@/lib/policy/rules/scope";
import { requireChange } from "@/lib/policy/service/changes";
import { requireDraft } from "@/lib/policy/service/drafts";
import { storeContent } from "@/lib/policy/service/publish";
import { readStored } from "@/lib/policy/service/read-text";
import { carryOutReplay, rangeOf } from "@/lib/policy/service/replays/carry-out";
import { findHolder, onPolicy } from "@/lib/policy/service/scope";

export { runReplay } from "@/lib/policy/service/replays/carry-out";

const dayMs = 86_400_000;
const usualDays = 30;
/** So many are judged while whoever asked waits: it takes less than a second. */
const atOnce = 20_000;

/** Holds the draft against what was decided. */
export async function startReplay(ctx: Ctx, scope: PolicyScope, days: number): Promise<PolicyReplay> {
  const id = await onPolicy(ctx, scope, "write", async (tx, holder, policy) => {
    const draft = await requireDraft(tx, policy);
    const content = await storeContent(tx, draft.text, readStored(draft));
    return begin(tx, ctx, holder, { policy, contentId: content.digest, baseVersion: policy.liveVersion }, days);
  });
  await runOrQueue(ctx, id);
  return getReplay(ctx, id);
}

export async function getReplay(ctx: Ctx, id: string): Promise<PolicyReplay> {
  const row = await requireReplay(ctx.db, id);
  return presentReplay(ctx.viewer, row, await findHolder(ctx, scopeOf(row.policy), "read"));
}

/** Of the draft as it is now, or of the change, the last one there was. */
export async function findReplayOfChange(ctx: Ctx, changeId: string): Promise<PolicyReplay> {
  const change = await requireChange(ctx.db, changeId);
  const holder = await findHolder(ctx, scopeOf(change.policy), "read");
  const row = await findLastReplay(ctx.db, change);
  if (!row) throw new AppError("not_found", "This change has not been replayed.");
  return presentReplay(ctx.viewer, row, holder);
}

export async function cancelReplay(ctx: Ctx, id: string): Promise<PolicyReplay> {
  const found = await requireReplay(ctx.db, id);
  await onPolicy(ctx, scopeOf(found.policy), "write", async (tx, holder) => {
    const stopped = await moveReplay(tx, id, ["queued", "running"], { state: "cancelled", finishedAt: ctx.now });
    if (!stopped) throw new AppError("conflict", "This replay has ended already.");
    await record(tx, ctx, { type: "replay.cancelled", subjectId: id, environment: holder.environment });
  });
  return getReplay(ctx, id);
}

/** The decisions behind the numbers; who may not see an agent's decisions does not see these. */
export async function listReplayed(ctx: Ctx, id: string, query: ReplayedQuery): Promise<ReplayedPage> {
  const row = await requireReplay(ctx.db, id);
  const holder = await findHolder(ctx, scopeOf(row.policy), "read");
  await authorize(ctx, "decisions.read", holder.target);
  const { limit, cursor, move } = query;
  const position = cursor === undefined ? null : decodeCursor("replayed", cursor);
  const after = position && String(position[0]);
  const found = await listMoved(ctx.db, id, { moves: move, after, limit: limit + 1 });
  const { rows, nextCursor } = cutPage(found, limit, "replayed", ({ decisionId }) => [decisionId]);
  return { data: rows.map(presentMoved), next_cursor: nextCursor };
}

/** A change is replayed when it is proposed; whoever asks again replays it again. */
export async function replayChange(ctx: Ctx, changeId: string, days: number = usualDays): Promise<PolicyReplay> {
  const change = await requireChange(ctx.db, changeId);
  const { contentId, baseVersion } = change;
  const id = await onPolicy(ctx, scopeOf(change.policy), "write", (tx, holder, policy) =>
    begin(tx, ctx, holder, { policy, contentId, baseVersion }, days),
  );
  await runOrQueue(ctx, id);
  return getReplay(ctx, id);
}

export type ReplayVerdict = { readonly id: string; readonly state: string; readonly rises: number };

export async function findReplayOf(tx: Ctx["db"] | Tx, change: WholeChangeRow): Promise<ReplayVerdict | undefined> {
  const row = await findLastReplay(tx, change);
  if (!row) return undefined;
  const result = row.result === null ? undefined : ReplayResult.parse(row.result);
  return { id: row.id, state: row.state, rises: result?.rises ?? 0 };
}

type Held = { policy: PolicyRow; contentId: string; baseVersion: number | null };

async function begin(tx: Tx, ctx: Ctx, { environment, agent }: Holder, held: Held, days: number): Promise<string> {
  const id = newId("replay", ctx.now.getTime());
  await insertReplay(tx, {
    id,
    policyId: held.policy.id,
    contentId: held.contentId,
    baseVersion: held.baseVersion,
    state: "queued",
    fromAt: new Date(ctx.now.getTime() - days * dayMs),
    toAt: ctx.now,
    requestedBy: ctx.viewer.kind === "person" ? ctx.viewer.id : "system",
    createdAt: ctx.now,
  });
  const data = { agent: agent?.id ?? null, digest: held.contentId, days };
  await record(tx, ctx, { type: "replay.started", subjectId: id, environment, data });
  return id;
}

async function runOrQueue(ctx: Ctx, id: string): Promise<void> {
  const row = await requireReplay(ctx.db, id);
  const { environment } = await findHolder(ctx, scopeOf(row.policy), "read");
  const range = rangeOf(row, environment);
  const total = await withConnection("DATABASE_URL", getSettings().databaseUrl, (client) =>
    countReplayRows((query) => client.query(query), range),
  );
  if (total <= atOnce) await carryOutReplay(ctx.db, id);
  else
    await inTransaction(
      ctx,
      async (tx) => void (await enqueue(tx, "run_replay", { replay: id }, { key: `run_replay:${id}` })),
    );
}

async function requireReplay(db: Database | Tx, id: string): Promise<ReplayRow> {
  const row = await findReplay(db, id);
  if (!row) throw new AppError("not_found", "There is no such replay.");
  return row;
}

/** The replay of the draft as it stands, if there was one. */
export async function findDraftReplay(ctx: Ctx, scope: PolicyScope): Promise<PolicyReplay> {
  const holder = await findHolder(ctx, scope, "read");
  const policy = await findPolicy(ctx.db, holder.key);
  const draft = await requireDraft(ctx.db, policy);
  const held = { policyId: draft.policyId, contentId: digestOf(draft.text), baseVersion: policy?.liveVersion ?? null };
  const row = await findLastReplay(ctx.db, held);
  if (!row) throw new AppError("not_found", "This draft has not been replayed as it is now.");
  return presentReplay(ctx.viewer, row, holder);
}
