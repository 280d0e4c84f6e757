import "server-only";
import type { Ctx } from "@/lib/access/context";
import {
  findRecords,
  insertVersions,
  listReaching,
  listTeamAgents,
  listVersionsOf,
  lockAgents,
  type RecordRow,
  raiseVersions,
  updateDerived,
} from "@/lib/agents/repository";
import { compareRecords } from "@/lib/agents/rules";
import { AgentRecord } from "@/lib/agents/schema";
import { complete, findRealSharers } from "@/lib/agents/service/settle/derive";
import { type Cause, nameCause, writeVersion } from "@/lib/agents/service/settle/version";
import { notifyChange } from "@/lib/db/changes";
import type { Database } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";

/** As many agents as one transaction derives anew. */
const atOnce = 100;

/**
 * What something else made true of these agents, which the caller has locked: a system, a team, another agent. Where the
 * record is another one now its version rises, and its history names that event and whoever brought it about. An
 * If-Match of somebody who read it before is stale from then on, as it should be: they would decide by what no longer is.
 */
async function rederive(tx: Tx, agentIds: readonly string[], cause: Cause, at: Date): Promise<void> {
  if (agentIds.length === 0) return;
  const rows: RecordRow[] = [];
  const versions = new Map<string, ReturnType<typeof writeVersion>>();
  for (const found of await findRecords(tx, agentIds)) {
    const sharers = await findRealSharers(tx, found);
    const row = complete(found, new Set(sharers.map(({ credential }) => credential)));
    rows.push(row);
    versions.set(row.id, writeVersion({ ...row, version: row.version + 1, updatedAt: at }, cause, at, sharers));
  }
  await updateDerived(tx, rows);
  for (const { agentId, record } of await listVersionsOf(tx, rows)) {
    const now = versions.get(agentId);
    if (now && compareRecords(AgentRecord.parse(record), AgentRecord.parse(now.record)).length === 0)
      versions.delete(agentId);
  }
  if (versions.size === 0) return;
  await raiseVersions(tx, [...versions.keys()], at);
  await insertVersions(tx, [...versions.values()]);
  const personId = cause.by.kind === "person" ? cause.by.id : null;
  await notifyChange(tx, { topic: "agents", id: null, personId });
}

type Followed = { systemId: string } | { teamId: string };

export function findFollowers(tx: Tx, followed: Followed): Promise<string[]> {
  return "systemId" in followed ? listReaching(tx, followed.systemId) : listTeamAgents(tx, followed.teamId);
}

/**
 * For what agents refer to: locks those that refer to it, before the thing itself is locked. Of more than one transaction
 * can derive none is held, and all are left to a job.
 */
export async function holdFollowers(tx: Tx, followed: Followed): Promise<ReadonlySet<string>> {
  const agentIds = await findFollowers(tx, followed);
  if (agentIds.length === 0 || agentIds.length > atOnce) return new Set();
  await lockAgents(tx, agentIds);
  return new Set(agentIds);
}

type Following = { agentIds: readonly string[]; held: ReadonlySet<string>; event: Cause["event"] };

/** Those that are held follow in this transaction; who came to refer to it in between follows in a job. */
export async function follow(tx: Tx, ctx: Ctx, { agentIds, held, event }: Following): Promise<void> {
  const now = agentIds.filter((id) => held.has(id));
  const later = agentIds.filter((id) => !held.has(id));
  await rederiveSome(tx, { now, later }, nameCause(ctx, event), ctx.now);
}

/** For a change that has locked them all: as many as one transaction derives follow in it. */
export function followLocked(tx: Tx, agentIds: readonly string[], cause: Cause, at: Date): Promise<void> {
  return rederiveSome(tx, { now: agentIds.slice(0, atOnce), later: agentIds.slice(atOnce) }, cause, at);
}

type Some = { now: readonly string[]; later: readonly string[] };

async function rederiveSome(tx: Tx, { now, later }: Some, cause: Cause, at: Date): Promise<void> {
  await rederive(tx, now, cause, at);
  if (later.length > 0) await enqueue(tx, "rederive_agents", { agents: [...later], cause });
}

/** The job. Again does no harm: a record that is as it was kept raises no version. */
export async function followLater(db: Database, agents: readonly string[], cause: Cause): Promise<void> {
  for (let from = 0; from < agents.length; from += atOnce) {
    const some = agents.slice(from, from + atOnce);
    await inTransaction({ db }, async (tx) => {
      await lockAgents(tx, some);
      await rederive(tx, some, cause, new Date());
    });
  }
}
