import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { environments } from "@/lib/core/environments";
import { AppError } from "@/lib/core/errors";
import { cutPage, decodeCursor } from "@/lib/http/cursor";
import { presentLive, presentVersion, presentVersionLine } from "@/lib/policy/present";
import {
  findDraft,
  findOpenChange,
  findPolicy,
  findVersion,
  listVersionLines,
  listVersionsByNumber,
  readNames,
} from "@/lib/policy/repository";
import type { LivePolicy, PolicyVersion, PolicyVersionPage } from "@/lib/policy/schema";
import type { Holder, PolicyScope } from "@/lib/policy/rules/scope";
import { readStored } from "@/lib/policy/service/read-text";
import { findHolder } from "@/lib/policy/service/scope";

export async function getLivePolicy(ctx: Ctx, scope: PolicyScope): Promise<LivePolicy> {
  return describe(ctx, await findHolder(ctx, scope, "read"));
}

export async function listGuardrails(ctx: Ctx): Promise<{ data: LivePolicy[] }> {
  await authorize(ctx, "policy.read");
  const data: LivePolicy[] = [];
  for (const environment of environments) data.push(await getLivePolicy(ctx, { kind: "guardrails", environment }));
  return { data };
}

async function describe(ctx: Ctx, holder: Holder): Promise<LivePolicy> {
  const policy = await findPolicy(ctx.db, holder.key);
  if (!policy)
    return presentLive(ctx.viewer, holder, { live: null, origins: [], draft: null, open: null, names: new Map() });
  const live = policy.liveVersion === null ? null : await findVersion(ctx.db, policy.id, policy.liveVersion);
  const since = new Set(Object.values((live?.since ?? {}) as Record<string, number>));
  const origins = await listVersionsByNumber(ctx.db, policy.id, [...since]);
  const names = await readNames(
    ctx.db,
    [...origins, ...(live ? [live] : [])].map(({ publishedBy }) => publishedBy),
  );
  const draft = await findDraft(ctx.db, { policyId: policy.id });
  const open = await findOpenChange(ctx.db, policy.id);
  return presentLive(ctx.viewer, holder, { live, origins, draft, open, names });
}

export async function listPolicyVersions(
  ctx: Ctx,
  scope: PolicyScope,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<PolicyVersionPage> {
  const holder = await findHolder(ctx, scope, "read");
  const policy = await findPolicy(ctx.db, holder.key);
  if (!policy) return { data: [], next_cursor: null };
  const position = cursor === undefined ? null : decodeCursor("policy_versions", cursor);
  const before = position && Number(position[0]);
  const found = await listVersionLines(ctx.db, policy.id, { before, limit: limit + 1 });
  const { rows, nextCursor } = cutPage(found, limit, "policy_versions", ({ number }) => [number]);
  const names = await readNames(
    ctx.db,
    rows.map(({ publishedBy }) => publishedBy),
  );
  return { data: rows.map((row) => presentVersionLine(row, policy.liveVersion, names)), next_cursor: nextCursor };
}

export async function getPolicyVersion(ctx: Ctx, scope: PolicyScope, number: number): Promise<PolicyVersion> {
  const holder = await findHolder(ctx, scope, "read");
  const policy = await findPolicy(ctx.db, holder.key);
  const row = policy && (await findVersion(ctx.db, policy.id, number));
  if (!policy || !row) throw new AppError("not_found", `There is no version ${number}.`);
  const names = await readNames(ctx.db, [row.publishedBy]);
  return presentVersion(holder, row, readStored(row.content), policy.liveVersion, names);
}
