import "server-only";
import type { Database, Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { PublishedSystems } from "@/lib/policy/rules";

type Reader = Database | Transaction;
export type DraftRow = Prisma.PolicyDraftGetPayload<object>;

export function findDraft(db: Reader, agentId: string): Promise<DraftRow | null> {
  return db.policyDraft.findUnique({ where: { agentId } });
}

export function findDraftById(db: Reader, id: string): Promise<(DraftRow & { agent: { slug: string } }) | null> {
  return db.policyDraft.findUnique({ where: { id }, include: { agent: { select: { slug: true } } } });
}

/** False where the agent has a draft already. */
export async function insertDraft(tx: Transaction, data: Prisma.PolicyDraftCreateManyInput): Promise<boolean> {
  const { count } = await tx.policyDraft.createMany({ data: [data], skipDuplicates: true });
  return count === 1;
}

/** False where somebody else was first. */
export async function updateDraft(
  tx: Transaction,
  where: { id: string; version: number },
  data: Pick<Prisma.PolicyDraftUncheckedUpdateInput, "text" | "document" | "lines" | "updatedAt">,
): Promise<boolean> {
  const { count } = await tx.policyDraft.updateMany({ where, data: { ...data, version: { increment: 1 } } });
  return count === 1;
}

/** False where somebody else was first. */
export async function deleteDraft(tx: Transaction, id: string): Promise<boolean> {
  const { count } = await tx.policyDraft.deleteMany({ where: { id } });
  return count === 1;
}

/** The systems that say which actions are theirs, as a snapshot names them. */
export async function readSystems(db: Reader): Promise<PublishedSystems> {
  const rows = await db.system.findMany({
    where: { actions: { isEmpty: false } },
    select: { slug: true, verifies: true, actions: true },
  });
  return Object.fromEntries(
    rows.map(({ slug, verifies, actions }) => [slug, { verifies_caller: verifying.has(verifies), actions }]),
  );
}

/** A network that is trusted, or nothing known, verifies nobody. */
const verifying = new Set(["mtls", "token", "spiffe"]);

type Deciders = {
  teams: Record<string, string[]>;
  roles: Record<string, string[]>;
  people: string[];
};

/** Who is here now, by team and by role: what an expression of approvers is held against. */
export async function readDeciders(db: Reader): Promise<Deciders> {
  const people = await db.person.findMany({
    where: { state: "active" },
    select: { id: true, roles: true, memberships: { select: { team: { select: { slug: true } } } } },
  });
  const teams: Record<string, string[]> = {};
  const roles: Record<string, string[]> = {};
  for (const { id, roles: held, memberships } of people) {
    for (const role of held) (roles[role] ??= []).push(id);
    for (const { team } of memberships) (teams[team.slug] ??= []).push(id);
  }
  return { teams, roles, people: people.map(({ id }) => id) };
}
