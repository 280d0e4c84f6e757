import "server-only";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { insertMany } from "@/lib/db/insert-many";
import type { Reader } from "@/lib/policy/repository/policies";

const shape = {
  policy: { select: { id: true, environment: true, agent: { select: { slug: true } } } },
} satisfies Prisma.PolicyReplayInclude;
export type ReplayRow = Prisma.PolicyReplayGetPayload<{ include: typeof shape }>;

export function findReplay(db: Reader, id: string): Promise<ReplayRow | null> {
  return db.policyReplay.findUnique({ where: { id }, include: shape });
}

type Held = { policyId: string; contentId: string; baseVersion: number | null };

/** The last one of this text against that version. */
export function findLastReplay(db: Reader, { policyId, contentId, baseVersion }: Held): Promise<ReplayRow | null> {
  return db.policyReplay.findFirst({
    where: { policyId, contentId, baseVersion },
    include: shape,
    orderBy: { id: "desc" },
  });
}

export async function insertReplay(tx: Transaction, data: Prisma.PolicyReplayUncheckedCreateInput): Promise<void> {
  await tx.policyReplay.create({ data });
}

/** Moves it on while it is in one of these states; false where somebody stopped it. */
export async function moveReplay(
  db: Reader,
  id: string,
  states: readonly string[],
  data: Prisma.PolicyReplayUncheckedUpdateManyInput,
): Promise<boolean> {
  const { count } = await db.policyReplay.updateMany({ where: { id, state: { in: [...states] } }, data });
  return count === 1;
}

export type MovedDecision = {
  decisionId: string;
  environment: string;
  agent: string;
  action: string;
  move: string;
  before: object;
  after: object;
};

export async function insertMoved(tx: Transaction, replayId: string, rows: readonly MovedDecision[]): Promise<void> {
  await insertMany(
    tx,
    "policy_replay_rows",
    rows.map((row) => ({ replayId, ...row })),
  );
}

/** A replay that is run again begins anew. */
export async function clearMoved(db: Reader, replayId: string): Promise<void> {
  await db.policyReplayRow.deleteMany({ where: { replayId } });
}

export function listMoved(
  db: Reader,
  replayId: string,
  { moves, after, limit }: { moves: readonly string[] | undefined; after: string | null; limit: number },
) {
  return db.policyReplayRow.findMany({
    where: {
      replayId,
      ...(moves && moves.length > 0 && { move: { in: [...moves] } }),
      ...(after !== null && { decisionId: { lt: after } }),
    },
    orderBy: { decisionId: "desc" },
    take: limit,
  });
}
