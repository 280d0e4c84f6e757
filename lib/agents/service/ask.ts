import "server-only";
import type { Ctx } from "@/lib/access/context";
import { type Candidate, holdCandidate, holdCandidates, insertOwnership } from "@/lib/agents/repository";
import { dueAfterConfirming, type OwnerPart, type Tier } from "@/lib/agents/rules";
import { queueQuestion } from "@/lib/agents/service/notify";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/transaction";

const refusals = {
  deactivated: "This person is deactivated and cannot answer for anything.",
  erased: "This person left and was erased.",
} as const;

/** Only somebody who is here, or invited, can be asked. */
export async function requireCandidate(tx: Tx, ctx: Ctx, personId: string, pointer: string): Promise<void> {
  refuseCandidate(ctx, await holdCandidate(tx, personId), pointer);
}

/** The same for both parts of a new agent, held together. */
export async function requireCandidates(
  tx: Tx,
  ctx: Ctx,
  { owner, deputy }: { owner: string; deputy?: string | undefined },
): Promise<void> {
  const held = await holdCandidates(tx, deputy === undefined ? [owner] : [owner, deputy]);
  const find = (id: string): Candidate | null => held.find((one) => one.id === id) ?? null;
  refuseCandidate(ctx, find(owner), "/owner");
  if (deputy !== undefined) refuseCandidate(ctx, find(deputy), "/deputy");
}

function refuseCandidate(ctx: Ctx, candidate: Candidate | null, pointer: string): void {
  const detail = explainRefusal(ctx, candidate);
  if (detail !== undefined)
    throw new AppError("invalid_input", detail, { faults: [{ pointer, code: "not_available", detail }] });
}

/** Why this person cannot be asked; undefined where they can. */
export function explainRefusal(ctx: Ctx, person: Omit<Candidate, "id"> | null): string | undefined {
  if (person === null) return "There is no such person.";
  if (person.revoked) return "This person's invitation was revoked. Invite them again first.";
  if (person.state === "deactivated" || person.state === "erased") return refusals[person.state];
  return person.sample && ctx.viewer.kind !== "system"
    ? "A person of the sample data can answer for sample agents only."
    : undefined;
}

type Asked = {
  agentId: string;
  part: OwnerPart;
  personId: string;
  tiers: { tier: Tier | null; tierTarget: Tier | null };
};

/** Whoever asks themselves has said yes: they are here, and it is their own word. */
export async function addOwnership(tx: Tx, ctx: Ctx, asked: Asked): Promise<void> {
  const row = writeOwnership(ctx, asked);
  await insertOwnership(tx, row);
  if (row.state === "asked") await queueQuestion(tx, asked.personId);
}

export function writeOwnership(ctx: Ctx, { agentId, part, personId, tiers }: Asked) {
  const id = newId("ownership", ctx.now.getTime());
  const accepted = ctx.viewer.kind === "person" && ctx.viewer.id === personId;
  const key = `${agentId}:${part}`;
  return {
    id,
    agentId,
    personId,
    part,
    state: accepted ? ("accepted" as const) : ("asked" as const),
    askedAt: ctx.now,
    askedBy: ctx.viewer.kind === "anonymous" ? "" : ctx.viewer.id,
    ...(accepted
      ? {
          answeredAt: ctx.now,
          confirmedAt: ctx.now,
          confirmBy: dueAfterConfirming(tiers, ctx.now),
          confirmBecause: "rhythm",
          acceptedKey: key,
        }
      : { askedKey: key }),
  };
}
