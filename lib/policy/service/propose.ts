import "server-only";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/transaction";
import { findOpenChange, findPolicy, findVersion, insertChange, type PolicyRow } from "@/lib/policy/repository";
import { runTests } from "@/lib/policy/rules";
import type { NewPolicyChange, PolicyChange, PolicyDocument } from "@/lib/policy/schema";
import type { Holder, PolicyScope } from "@/lib/policy/rules/scope";
import { applyNow } from "@/lib/policy/service/apply";
import { getPolicyChange } from "@/lib/policy/service/changes";
import { requireDraft, stale } from "@/lib/policy/service/drafts";
import { readWorld } from "@/lib/policy/service/judge";
import { judgeAgainstLive, mayPublishAlone } from "@/lib/policy/service/judge-change";
import { findLasting } from "@/lib/policy/service/lasting";
import { type Content, readLive, storeContent } from "@/lib/policy/service/publish";
import { readStored } from "@/lib/policy/service/read-text";
import { replayChange } from "@/lib/policy/service/replays";
import { findHolder, onPolicy, readPolicyRow } from "@/lib/policy/service/scope";

/** The draft, as whoever proposes it has seen it, becomes a change. It is replayed at once, so that nobody publishes blind. */
export async function proposePolicyChange(ctx: Ctx, scope: PolicyScope, input: NewPolicyChange): Promise<PolicyChange> {
  const { activate, expire } = readTimes(ctx, input);
  const asked = await findHolder(ctx, scope, "write");
  const seen = await requireDraft(ctx.db, await findPolicy(ctx.db, asked.key));
  const judged = await judgeAhead(ctx, asked, readStored(seen).document);
  const id = await onPolicy(ctx, scope, "write", async (tx, holder, policy) => {
    const draft = await requireDraft(tx, policy);
    if (draft.version !== seen.version) throw stale(draft);
    if (draft.version !== input.draft_version) throw stale(draft);
    if (draft.baseVersion !== policy.liveVersion) {
      throw new AppError("conflict", "Another version went live since this draft began. Bring it up to date first.", {
        members: { live_version: policy.liveVersion, base_version: draft.baseVersion },
      });
    }
    const content = await storeContent(tx, draft.text, readStored(draft));
    const { title, because } = input;
    return propose(tx, ctx, holder, policy, {
      content,
      judged,
      title,
      because,
      authors: draft.authors,
      activateAt: activate,
      expiresAt: expire,
    });
  });
  await replayChange(ctx, id);
  return getPolicyChange(ctx, id);
}

/** Back to what a version said. Where that loosens nothing it is live when this answers. */
export async function restorePolicyVersion(
  ctx: Ctx,
  scope: PolicyScope,
  number: number,
  because: string,
): Promise<PolicyChange> {
  const asked = await findHolder(ctx, scope, "write");
  const version = await findVersion(ctx.db, (await readPolicyRow(ctx.db, asked)).id, number);
  if (!version) throw new AppError("not_found", `There is no version ${number}.`);
  const { digest, text } = version.content;
  const content = { digest, text, ...readStored(version.content) };
  const judged = await judgeAhead(ctx, asked, content.document);
  const title = `Back to version ${number}`;
  const id = await onPolicy(ctx, scope, "write", (tx, holder, policy) =>
    propose(tx, ctx, holder, policy, { content, judged, title, because, authors: [], restores: number }),
  );
  await replayChange(ctx, id);
  return applyNow(ctx, id);
}

/** A change of thousands of rules is told by the first of them; that it loosens is told all the same. */
const mostShown = 500;

type Judged = Awaited<ReturnType<typeof judgeAhead>>;

/** Before anything is locked: comparing thousands of rules takes seconds. What it was compared with must still be live then. */
async function judgeAhead(ctx: Ctx, holder: Holder, document: PolicyDocument) {
  const policy = await readPolicyRow(ctx.db, holder);
  return { liveVersion: policy.liveVersion, ...(await judgeAgainstLive(ctx.db, holder, policy, document)) };
}

type Proposal = {
  content: Content;
  judged: Judged;
  title: string;
  because: string;
  authors: readonly string[];
  activateAt?: Date | null;
  expiresAt?: Date | null;
  restores?: number;
};

async function propose(tx: Tx, ctx: Ctx, holder: Holder, policy: PolicyRow, proposal: Proposal): Promise<string> {
  const { content, restores = null, activateAt = null, expiresAt = null, title, because } = proposal;
  await refuseUnfit(tx, ctx, holder, policy, content);
  const { loosens, tightens, liveVersion } = proposal.judged;
  if (liveVersion !== policy.liveVersion) {
    throw new AppError("conflict", "Another version went live at this very moment. Look at it, then propose again.");
  }
  const id = newId("change", ctx.now.getTime());
  const author = ctx.viewer.kind === "person" ? ctx.viewer.id : null;
  if (author === null) throw new AppError("forbidden", "A change is proposed by a person.");
  const needsReview = loosens.length > 0 && !mayPublishAlone(holder);
  await insertChange(tx, {
    id,
    policyId: policy.id,
    state: needsReview ? "in_review" : "approved",
    title,
    because,
    contentId: content.digest,
    baseVersion: policy.liveVersion,
    loosens: loosens.slice(0, mostShown),
    tightens: tightens.slice(0, mostShown),
    authorId: author,
    authors: [...new Set([...proposal.authors, author])],
    restores,
    activateAt,
    expiresAt,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  });
  await record(tx, ctx, {
    type: "policy_change.proposed",
    subjectId: id,
    environment: holder.environment,
    data: {
      agent: holder.agent?.id ?? null,
      digest: content.digest,
      base_version: policy.liveVersion,
      restores,
      loosens: loosens.length,
      tightens: tightens.length,
    },
    personal: { personId: author, data: { title, because } },
  });
  return id;
}

async function refuseUnfit(tx: Tx, ctx: Ctx, holder: Holder, policy: PolicyRow, content: Content): Promise<void> {
  const open = await findOpenChange(tx, policy.id);
  if (open) {
    throw new AppError("conflict", "Another change of this policy waits. Apply or withdraw that one first.", {
      members: { change: open.id },
    });
  }
  const live = await readLive(tx, policy);
  // To keep for good what is live for a time is a change.
  const lasting = await findLasting(tx, policy, policy.liveVersion);
  if (live?.digest === content.digest && lasting?.number === live.number) {
    throw new AppError("conflict", "This is what is live already.", { members: { live_version: live.number } });
  }
  const failed = runTests(content.document, await readWorld(tx, holder), ctx.now).filter(({ passed }) => !passed);
  const [first] = failed;
  if (first) {
    const rest = failed.length > 1 ? ` ${failed.length} tests fail in all.` : "";
    throw new AppError("conflict", `The test "${first.name}" fails: ${first.detail}${rest} Mend it first.`, {
      members: { failed: failed.slice(0, 20).map(({ name }) => name) },
    });
  }
}

function readTimes({ now }: Ctx, { activate_at, expires_at }: NewPolicyChange) {
  const activate = activate_at === undefined ? null : new Date(activate_at);
  const expire = expires_at === undefined ? null : new Date(expires_at);
  if (activate && activate <= now)
    throw new AppError("conflict", "It cannot go live in the past. Choose a later time.");
  if (expire && expire <= (activate ?? now)) {
    throw new AppError("conflict", "It cannot end before it begins. Choose a later end.");
  }
  return { activate, expire };
}
