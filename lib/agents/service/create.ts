import "server-only";
import { authorize, requirePerson } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { findAlike, findRecord, insertAgent, keepSlug, lockSlugs, teamExists } from "@/lib/agents/repository";
import { isReservedSlug, mayHoldBoth, proposeSlugs, writeSkeleton } from "@/lib/agents/rules";
import type { AgentRecord, NewAgent } from "@/lib/agents/schema";
import { addOwnership, requireCandidates } from "@/lib/agents/service/ask";
import { settleNew, showRecord } from "@/lib/agents/service/settle";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { isSample } from "@/lib/core/viewer";
import { inTransaction, type Tx } from "@/lib/db/transaction";

export async function createAgent(ctx: Ctx, input: NewAgent): Promise<AgentRecord> {
  await authorize(ctx, "agents.create");
  const owner = input.owner ?? requirePerson(ctx).id;
  const id = await inTransaction(ctx, (tx) => addAgent(tx, ctx, { ...input, owner }));
  const row = await findRecord(ctx.db, id);
  if (!row) throw new AppError("not_found", "There is no such agent.");
  return showRecord(ctx.db, ctx, row);
}

export type AgentDraft = Omit<NewAgent, "owner"> & { owner: string; source?: string };

/** For callers that have asked for permission themselves. Owner and deputy are asked; asking oneself is a yes already. */
export async function addAgent(tx: Tx, ctx: Ctx, input: AgentDraft): Promise<string> {
  const id = newId("agent", ctx.now.getTime());
  await requireCandidates(tx, ctx, input);
  const slug = await chooseSlug(tx, input);
  await refuseUnknownTeam(tx, input.team ?? null);
  if (input.deputy === input.owner && !mayHoldBoth(input.environment)) refuseSamePerson();
  await insertAgent(tx, { id, slug, ...readNew(ctx, input) });
  await keepSlug(tx, { slug, skeleton: writeSkeleton(slug), agentId: id, since: ctx.now });
  await addOwnership(tx, ctx, { agentId: id, part: "owner", personId: input.owner, tiers: readTiers(input) });
  if (input.deputy !== undefined)
    await addOwnership(tx, ctx, { agentId: id, part: "deputy", personId: input.deputy, tiers: readTiers(input) });
  await settleNew(tx, ctx, id, {
    type: "agent.created",
    data: { slug, environment: input.environment, owner: input.owner, deputy: input.deputy ?? null },
    personal: { personId: null, data: { name: input.name, purpose: input.purpose } },
  });
  return id;
}

export function readNew(ctx: Ctx, input: AgentDraft) {
  const by = ctx.viewer.kind === "anonymous" ? "" : ctx.viewer.id;
  return {
    name: input.name,
    sortName: input.name,
    purpose: input.purpose,
    environment: input.environment,
    state: "draft" as const,
    stateAt: ctx.now,
    stateBy: by,
    kind: input.kind ?? null,
    tierTarget: input.tier_target ?? null,
    autonomy: input.autonomy ?? null,
    modelProviders: input.model_providers ?? [],
    dataClasses: input.data_classes ?? [],
    tags: input.tags ?? [],
    statedNone: [],
    gaps: [],
    teamId: input.team ?? null,
    sourceKey: input.source ?? null,
    searchText: "",
    createdBy: by,
    sample: isSample(ctx.viewer),
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
}

export function readTiers({ tier_target: tierTarget }: AgentDraft) {
  return { tier: null, tierTarget: tierTarget ?? null };
}

/** The one that was asked for or none; without a wish the first of the name that nobody has or could mistake. */
async function chooseSlug(tx: Tx, { slug, name }: AgentDraft): Promise<string> {
  await lockSlugs(tx);
  if (slug !== undefined) {
    await refuseAlike(tx, slug, null);
    return slug;
  }
  for (const candidate of proposeSlugs(name)) {
    if ((await findAlike(tx, candidate, writeSkeleton(candidate), null)).length === 0) return candidate;
  }
  throw new AppError("conflict", "No slug is free for this name.");
}

export async function refuseAlike(tx: Tx, slug: string, agentId: string | null): Promise<void> {
  if (isReservedSlug(slug)) throw refuseReserved(slug);
  const [other] = await findAlike(tx, slug, writeSkeleton(slug), agentId);
  if (other !== undefined) throw refuseSlug(slug, other);
}

export function refuseReserved(slug: string): AppError {
  return new AppError("conflict", `The slug ${slug} is a word of the console's own addresses. Choose another.`, {
    members: { slug },
  });
}

export function refuseSlug(slug: string, other: string): AppError {
  const detail =
    other === slug
      ? `The slug ${slug} belongs, or once belonged, to another agent. It is never given again.`
      : `The slug ${slug} is easily mistaken for ${other}. Choose one that looks different.`;
  return new AppError("conflict", detail, { members: { slug: other } });
}

export async function refuseUnknownTeam(tx: Tx, team: string | null): Promise<void> {
  if (team === null || (await teamExists(tx, team))) return;
  const detail = "There is no such team.";
  throw new AppError("invalid_input", detail, { faults: [{ pointer: "/team", code: "unknown", detail }] });
}

export function refuseSamePerson(): never {
  const detail = "Owner and deputy are two people. One person may be both in the sandbox only.";
  throw new AppError("invalid_input", detail, { faults: [{ pointer: "/deputy", code: "same_person", detail }] });
}
