import "server-only";
import type { Ctx } from "@/lib/access/context";
import { settleGoverned } from "@/lib/agents/service";
import type { Tx } from "@/lib/db/transaction";
import {
  findVersion,
  insertPolicyVersion,
  keepContent,
  lastVersionNumber,
  type PolicyRow,
  updatePolicy,
} from "@/lib/policy/repository";
import { digestOf, sinceOf } from "@/lib/policy/rules";
import type { Holder } from "@/lib/policy/rules/scope";
import { type ReadPolicy, readStored } from "@/lib/policy/service/read-text";
import { lockEnvironment, republish } from "@/lib/snapshots/service";

export type Content = ReadPolicy & { readonly digest: string; readonly text: string };

/** Kept once, whoever wrote it and however often it comes back. */
export async function storeContent(tx: Tx, text: string, policy: ReadPolicy): Promise<Content> {
  const { document, lines } = policy;
  const content = { digest: digestOf(text), text, document, lines };
  await keepContent(tx, content);
  return content;
}

/** An environment has guardrails from the start: version 1, which holds none. */
const firstOf = ({ agent }: Holder): number => (agent ? 1 : 2);

export async function readLive(
  tx: Ctx["db"] | Tx,
  { id, liveVersion }: Pick<PolicyRow, "id" | "liveVersion">,
): Promise<(Content & { number: number; since: Record<string, number> }) | null> {
  const version = liveVersion === null ? null : await findVersion(tx, id, liveVersion);
  if (!version) return null;
  const since = version.since as Record<string, number>;
  const { digest, text } = version.content;
  return { ...readStored(version.content), digest, text, number: version.number, since };
}

type Publication = { content: Content; because: string; changeId: string | null };

/** A new version, the agent's record that follows, and the snapshot that brings it: one transaction. */
export async function publishVersion(
  tx: Tx,
  ctx: Ctx,
  holder: Holder,
  policy: PolicyRow,
  { content, because, changeId }: Publication,
): Promise<number> {
  const last = await lastVersionNumber(tx, policy.id);
  const number = last === null ? firstOf(holder) : last + 1;
  const before = await readLive(tx, policy);
  // Held until the end, so that the snapshot this version names is the one that brings it.
  const { epoch, sequence } = await lockEnvironment(tx, holder.environment);
  await insertPolicyVersion(tx, {
    policyId: policy.id,
    number,
    contentId: content.digest,
    since: sinceOf(before ?? undefined, content.document, number),
    changeId,
    because,
    publishedBy: ctx.viewer.kind === "anonymous" ? "system" : ctx.viewer.id,
    publishedAt: ctx.now,
    epoch,
    sequence: sequence + 1n,
  });
  await updatePolicy(tx, policy.id, { liveVersion: number, liveIntents: content.document.intents.length });
  if (holder.agent) await settleGoverned(tx, ctx, holder.agent, { version: number, change: changeId });
  else await republish(tx, ctx, { guardrails: holder.environment });
  return number;
}
