import "server-only";
import type { Transaction } from "@/lib/db/client";

/**
 * Every transaction that touches agents takes its locks in this order and leaves out what it does not need, so that no
 * two of them ever wait for each other:
 *
 *  1. what comes before agents: the directory's turn, the admins, a discovered agent
 *  2. people: whoever is asked, answers or leaves
 *  3. slugs, 4. identities, 5. families: one lock each for all agents
 *  6. agents, all of one change together, in the order of their ids
 *  7. what agents refer to: systems, teams
 *  8. jobs that have a key, in the order of their people; 9. hand-overs, in the order of their ids
 *
 * Postgres takes 7 by itself when a row begins to refer to one. What 3 to 5 guard is the same before and behind the lock
 * of agents, so whoever holds them knows which agents a change concerns before it locks these. A change of the directory's
 * groups goes through 2 to 6 once for each person it moves. Where two get into each other's way all the same,
 * `inTransaction` tries again.
 */

export type Candidate = { id: string; state: PersonStateName; sample: boolean; revoked: boolean };
type PersonStateName = "invited" | "active" | "deactivated" | "erased";

/** Whoever is asked or answers, held as they are until this transaction ends: nobody leaves in the middle of it. */
export async function holdCandidate(tx: Transaction, id: string): Promise<Candidate | null> {
  return (await holdCandidates(tx, [id]))[0] ?? null;
}

/** The same for several. `revoked` is whoever was invited and cannot come any more. */
export function holdCandidates(tx: Transaction, ids: readonly string[]): Promise<Candidate[]> {
  return tx.$queryRaw<Candidate[]>`
    select id, state::text as state, sample,
      state = 'invited' and exists(select from invitations i where i.person_id = p.id)
        and not exists(select from invitations i where i.person_id = p.id and i.revoked_at is null and i.used_at is null)
        as revoked
    from people p where id = any(${[...ids]}) order by id for share of p`;
}

/** The same for whoever leaves: questions to them, and answers of theirs, come before or find them gone. */
export async function lockPerson(tx: Transaction, id: string): Promise<void> {
  await tx.$queryRaw`select id from people where id = ${id} for no key update`;
}

/** Two agents made at once must not get slugs that are mistaken for each other. */
export async function lockSlugs(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('ambit_agent_slugs'))`;
}

/** Two agents that get one credential at once would not see each other. */
export async function lockIdentities(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('ambit_agent_identities'))`;
}

/** Two links made at once could close a circle that neither sees. */
export async function lockFamilies(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('ambit_agent_families'))`;
}

/** Nobody else changes these agents, or anything that is part of them, until this transaction ends. */
export async function lockAgents(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`select id from agents where id = any(${[...ids]}) order by id for update`;
}
