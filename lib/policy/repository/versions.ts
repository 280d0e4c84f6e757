import "server-only";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { Reader } from "@/lib/policy/repository/policies";
import { PolicyDocument } from "@/lib/policy/schema";

const shape = { content: true } satisfies Prisma.PolicyVersionInclude;
export type VersionRow = Prisma.PolicyVersionGetPayload<{ include: typeof shape }>;
/** Without what it says, for lists. */
export type VersionLine = Prisma.PolicyVersionGetPayload<object>;

export function findVersion(db: Reader, policyId: string, number: number): Promise<VersionRow | null> {
  return db.policyVersion.findUnique({ where: { policyId_number: { policyId, number } }, include: shape });
}

export async function lastVersionNumber(tx: Transaction, policyId: string): Promise<number | null> {
  const { _max } = await tx.policyVersion.aggregate({ where: { policyId }, _max: { number: true } });
  return _max.number;
}

export function listVersionLines(
  db: Reader,
  policyId: string,
  page: { before: number | null; limit: number },
): Promise<VersionLine[]> {
  return db.policyVersion.findMany({
    where: { policyId, ...(page.before !== null && { number: { lt: page.before } }) },
    orderBy: { number: "desc" },
    take: page.limit,
  });
}

export function listVersionsByNumber(db: Reader, policyId: string, numbers: readonly number[]): Promise<VersionLine[]> {
  return db.policyVersion.findMany({ where: { policyId, number: { in: [...numbers] } } });
}

export async function insertPolicyVersion(
  tx: Transaction,
  data: Prisma.PolicyVersionUncheckedCreateInput,
): Promise<void> {
  await tx.policyVersion.create({ data });
}

type Content = { digest: string; text: string; document: object; lines: object };

/** Once for each text, whoever wrote it. */
export async function keepContent(tx: Transaction, content: Content): Promise<void> {
  await tx.policyContent.createMany({ data: [content], skipDuplicates: true });
}

export function findContent(db: Reader, digest: string) {
  return db.policyContent.findUnique({ where: { digest } });
}

/** Every agent of an environment with what is live of its policy. */
export async function listLiveEntries(db: Reader, environment: string) {
  const policies = await db.policy.findMany({
    where: { liveVersion: { not: null }, agent: { environment } },
    select: { id: true, liveVersion: true, agent: { select: { slug: true, tier: true, kind: true } } },
  });
  const versions = await db.policyVersion.findMany({
    where: { OR: policies.map(({ id, liveVersion }) => ({ policyId: id, number: liveVersion ?? 0 })) },
    include: { content: { select: { document: true } } },
  });
  const byPolicy = new Map(versions.map((version) => [version.policyId, version.content.document]));
  return policies.flatMap(({ id, agent }) => {
    const document = byPolicy.get(id);
    if (!agent || document === undefined) return [];
    return [
      {
        slug: agent.slug,
        tier: agent.tier ?? "foundation",
        kind: agent.kind,
        document: PolicyDocument.parse(document),
      },
    ];
  });
}
