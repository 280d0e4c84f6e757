import "server-only";
import type { Reader } from "@/lib/policy/repository/policies";
import type { Holder } from "@/lib/policy/rules/scope";

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

/** Whom to write to about which agent; nobody who left, and nothing about an agent that is gone. */
export async function findMailable(db: Reader, personId: string, agentId: string) {
  const person = await db.person.findFirst({
    where: { id: personId, state: "active", email: { not: null }, sample: false },
    select: { name: true, email: true },
  });
  const agent = await db.agent.findUnique({ where: { id: agentId }, select: { slug: true } });
  return person?.email && agent ? { name: person.name, email: person.email, slug: agent.slug } : null;
}

/** Who may review it now: owner, deputy and security, but for those who wrote in it. */
export async function readReviewers(db: Reader, { agent }: Holder, authors: readonly string[]) {
  const keepers = [agent?.owner, agent?.deputy].filter((id) => typeof id === "string");
  const rows = await db.person.findMany({
    where: {
      state: "active",
      // Nobody is behind them.
      ...(agent?.sample !== true && { sample: false }),
      id: { notIn: [...authors] },
      OR: [{ id: { in: keepers } }, { roles: { has: "security" } }],
    },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
    take: 50,
  });
  return rows;
}

/** Names of those who published, by id; Ambit itself has none. */
export async function readNames(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.person.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
