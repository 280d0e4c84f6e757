import "server-only";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { Reader } from "@/lib/policy/repository/policies";
import { openStates } from "@/lib/policy/rules/changing/states";

const person = { select: { id: true, name: true, state: true } } as const;
const shape = {
  policy: {
    select: {
      id: true,
      environment: true,
      liveVersion: true,
      agent: { select: { slug: true, name: true, environment: true } },
    },
  },
  author: person,
  reviews: { include: { person }, orderBy: { at: "asc" } },
} satisfies Prisma.PolicyChangeInclude;
/** As lists show it. */
export type ChangeRow = Prisma.PolicyChangeGetPayload<{ include: typeof shape }>;

const wholeShape = {
  ...shape,
  content: true,
  comments: { include: { person }, orderBy: { id: "asc" } },
} satisfies Prisma.PolicyChangeInclude;
export type WholeChangeRow = Prisma.PolicyChangeGetPayload<{ include: typeof wholeShape }>;

export function findChange(db: Reader, id: string): Promise<WholeChangeRow | null> {
  return db.policyChange.findUnique({ where: { id }, include: wholeShape });
}

/** The one that waits, if any does. */
export function findOpenChange(db: Reader, policyId: string): Promise<{ id: string; contentId: string } | null> {
  return db.policyChange.findFirst({
    where: { policyId, state: { in: [...openStates] } },
    select: { id: true, contentId: true },
  });
}

type ChangeFilter = {
  policyId?: string;
  states?: readonly string[];
  /** Those that went live in an emergency and nobody looked at since. */
  unreviewed?: boolean;
  sample?: boolean;
};

export function listChangeRows(
  db: Reader,
  { policyId, states, unreviewed, sample }: ChangeFilter,
  page: { before: string | null; limit: number },
): Promise<ChangeRow[]> {
  return db.policyChange.findMany({
    where: {
      ...(policyId !== undefined && { policyId }),
      ...(states && states.length > 0 && { state: { in: [...states] } }),
      ...(unreviewed === true && { reviewDue: { not: null }, reviewedAt: null }),
      ...(sample === false && { sample: false }),
      ...(page.before !== null && { id: { lt: page.before } }),
    },
    include: shape,
    orderBy: { id: "desc" },
    take: page.limit,
  });
}

export async function insertChange(tx: Transaction, data: Prisma.PolicyChangeUncheckedCreateInput): Promise<void> {
  await tx.policyChange.create({ data });
}

export async function updateChange(
  tx: Transaction,
  id: string,
  data: Prisma.PolicyChangeUncheckedUpdateInput,
): Promise<void> {
  await tx.policyChange.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
}

export async function insertReview(tx: Transaction, data: Prisma.PolicyReviewUncheckedCreateInput): Promise<void> {
  await tx.policyReview.upsert({
    where: { changeId_personId: { changeId: data.changeId, personId: data.personId } },
    create: data,
    update: data,
  });
}

export async function insertComment(tx: Transaction, data: Prisma.PolicyCommentUncheckedCreateInput): Promise<void> {
  await tx.policyComment.create({ data });
}

/** Of a change when it ends, and what was live before it. */
export function findChangeEnd(
  db: Reader,
  id: string,
): Promise<{ expiresAt: Date | null; baseVersion: number | null } | null> {
  return db.policyChange.findUnique({ where: { id }, select: { expiresAt: true, baseVersion: true } });
}

/** A change that waits for nobody's yes does from now on. */
export async function demandReview(
  tx: Transaction,
  { policyId, contentId, baseVersion }: { policyId: string; contentId: string; baseVersion: number | null },
): Promise<void> {
  await tx.policyChange.updateMany({
    where: { policyId, contentId, baseVersion, state: "approved", reviews: { none: { verdict: "approve" } } },
    data: { state: "in_review", version: { increment: 1 } },
  });
}
