import "server-only";
import type { Ctx } from "@/lib/access/context";
import { settleGoverned } from "@/lib/agents/service";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Database } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { deleteDraft, findChange, findDraft, findVersion, updateChange } from "@/lib/policy/repository";
import { guardrailsTemplate, runTests } from "@/lib/policy/rules";
import type { PolicyChange } from "@/lib/policy/schema";
import { getPolicyChange, type Locked, noteStep, onChange, refuseUnless } from "@/lib/policy/service/changes";
import { readWorld } from "@/lib/policy/service/judge";
import { judgeAgainstLive, mayPublishAlone } from "@/lib/policy/service/judge-change";
import { queuePolicyNotice, setClock } from "@/lib/policy/service/notify";
import { findLasting } from "@/lib/policy/service/lasting";
import { publishVersion, storeContent } from "@/lib/policy/service/publish";
import { readPolicy, readStored } from "@/lib/policy/service/read-text";
import { findReplayOf } from "@/lib/policy/service/replays";
import { takeDown } from "@/lib/snapshots/service";

/** How long an emergency may stay without anybody else having looked at it. */
const reviewWithinMs = 24 * 3_600_000;

export async function applyPolicyChange(ctx: Ctx, id: string): Promise<PolicyChange> {
  await onChange(ctx, id, "write", async (tx, locked) => {
    refuseUnless(locked.row, "approved");
    const trouble = await findTrouble(tx, ctx, locked);
    if (trouble) throw trouble;
    const { activateAt } = locked.row;
    if (activateAt && activateAt > ctx.now) await schedule(tx, ctx, locked, activateAt);
    else await goLive(tx, ctx, locked);
  });
  return getPolicyChange(ctx, id);
}

/** One press: where nothing stands against it the change is live, else it waits for what does. */
export async function applyNow(ctx: Ctx, id: string): Promise<PolicyChange> {
  await onChange(ctx, id, "write", async (tx, locked) => {
    if (locked.row.state === "approved" && !(await findTrouble(tx, ctx, locked))) await goLive(tx, ctx, locked);
  });
  return getPolicyChange(ctx, id);
}

/** In an emergency security publishes what nobody reviewed. It says why, and somebody else looks at it within a day. */
export async function bypassPolicyChange(ctx: Ctx, id: string, reason: string): Promise<PolicyChange> {
  await onChange(ctx, id, "bypass", async (tx, locked) => {
    refuseUnless(locked.row, "in_review", "approved", "scheduled");
    const trouble = findConflict(locked) ?? (await findFailure(tx, ctx, locked));
    if (trouble) throw trouble;
    const reviewDue = new Date(ctx.now.getTime() + reviewWithinMs);
    await noteStep(tx, ctx, "policy_change.bypassed", locked.row, locked.holder, { reason });
    await goLive(tx, ctx, locked, { emergencyReason: reason, reviewDue });
  });
  return getPolicyChange(ctx, id);
}

/** What stands against making it live, as things are now; undefined where nothing does. */
async function findTrouble(tx: Tx, ctx: Ctx, locked: Locked): Promise<AppError | undefined> {
  const { holder, policy, row } = locked;
  const trouble = findConflict(locked) ?? (await findFailure(tx, ctx, locked));
  if (trouble) return trouble;
  const replay = await findReplayOf(tx, row);
  if (replay?.state !== "done") {
    return new AppError(
      "conflict",
      "It has not been replayed over recorded decisions yet. Wait for that, or replay again.",
      {
        members: { replay: replay?.id ?? null },
      },
    );
  }
  if (mayPublishAlone(holder) || hasYes(locked)) return undefined;
  // The world may have moved since it was proposed, and a replay finds what comparing did not.
  const { loosens } = await judgeAgainstLive(tx, holder, policy, readStored(row.content).document);
  if (loosens.length === 0 && replay.rises === 0) return undefined;
  return new AppError("conflict", "It loosens the policy, so somebody who wrote nothing of it must approve it first.", {
    members: { state: row.state },
  });
}

export function hasYes({ row }: Pick<Locked, "row">): boolean {
  return row.reviews.some(({ verdict, personId }) => verdict === "approve" && !row.authors.includes(personId));
}

function findConflict({ policy, row }: Locked): AppError | undefined {
  if (policy.liveVersion === row.baseVersion) return undefined;
  return new AppError(
    "conflict",
    "Another version went live since this change was proposed. Bring the draft up to date and propose it anew.",
    {
      members: { live_version: policy.liveVersion, base_version: row.baseVersion },
    },
  );
}

async function findFailure(tx: Tx, ctx: Ctx, { holder, row }: Locked): Promise<AppError | undefined> {
  const tests = runTests(readStored(row.content).document, await readWorld(tx, holder), ctx.now);
  const failed = tests.find(({ passed }) => !passed);
  return failed && new AppError("conflict", `The test "${failed.name}" fails: ${failed.detail}`);
}

type Emergency = { emergencyReason: string; reviewDue: Date };

async function goLive(tx: Tx, ctx: Ctx, locked: Locked, emergency?: Emergency): Promise<void> {
  const { holder, policy, row } = locked;
  const { digest, text } = row.content;
  const content = { digest, text, ...readStored(row.content) };
  const number = await publishVersion(tx, ctx, holder, policy, { content, because: row.because, changeId: row.id });
  await updateChange(tx, row.id, {
    state: "applied",
    appliedVersion: number,
    appliedBy: ctx.viewer.kind === "person" ? ctx.viewer.id : null,
    updatedAt: ctx.now,
    closedAt: ctx.now,
    ...emergency,
  });
  await noteStep(tx, ctx, "policy_change.applied", row, holder, {}, { version: number });
  const draft = await findDraft(tx, { policyId: policy.id });
  if (draft && draft.text === text) await deleteDraft(tx, draft.id);
  if (row.expiresAt) await setClock(tx, row.id, "expire_change", row.expiresAt);
  await queuePolicyNotice(tx, ctx, holder);
}

async function schedule(tx: Tx, ctx: Ctx, { holder, row }: Locked, at: Date): Promise<void> {
  await updateChange(tx, row.id, { state: "scheduled", updatedAt: ctx.now });
  await setClock(tx, row.id, "apply_change", at);
  await noteStep(tx, ctx, "policy_change.scheduled", row, holder, {}, { at: at.toISOString() });
}

/** Its time has come. What no longer fits waits for a person again. */
export async function applyDueChange(db: Database, id: string): Promise<void> {
  const ctx = clockOf(db);
  if (!(await findChange(db, id))) return;
  await onChange(ctx, id, "write", async (tx, locked) => {
    const { row, holder } = locked;
    if (row.state !== "scheduled" || row.activateAt === null || row.activateAt > ctx.now) return;
    const trouble = await findTrouble(tx, ctx, locked);
    if (!trouble) return goLive(tx, ctx, locked);
    await updateChange(tx, id, { state: hasYes(locked) ? "approved" : "in_review", updatedAt: ctx.now });
    await noteStep(tx, ctx, "policy_change.halted", row, holder, {}, { reason: trouble.code });
  });
}

/** Its time is over: what was live before it is live again, unless something else is live by now. */
export async function expireChange(db: Database, id: string): Promise<void> {
  const ctx = clockOf(db);
  if (!(await findChange(db, id))) return;
  await onChange(ctx, id, "write", async (tx, { row, holder, policy }) => {
    if (row.expiresAt === null || row.expiresAt > ctx.now || policy.liveVersion === null) return;
    const live = await findVersion(tx, policy.id, policy.liveVersion);
    if (live?.changeId !== row.id) return;
    const base = await findLasting(tx, policy, row.baseVersion, ctx.now);
    const because = `Version ${live.number} was live until ${row.expiresAt.toISOString()}.`;
    if (!base && holder.agent) {
      await takeDown(tx, ctx, holder.agent);
      await settleGoverned(tx, ctx, holder.agent, { version: null, change: id });
    } else {
      const text = base?.content.text ?? guardrailsTemplate();
      const content = await storeContent(tx, text, base ? readStored(base.content) : readPolicy(text, true));
      // What is temporary itself keeps its own end.
      await publishVersion(tx, ctx, holder, policy, { content, because, changeId: base?.changeId ?? null });
    }
    await noteStep(tx, ctx, "policy_change.expired", row, holder, {}, { version: live.number });
    await queuePolicyNotice(tx, ctx, holder);
  });
}

function clockOf(db: Database): Ctx {
  return { db, viewer: { kind: "system", id: "worker" }, requestId: newId("request"), now: new Date() };
}
