import { expect, test } from "vitest";
import * as agents from "@/lib/agents/service";
import type { Ctx } from "@/lib/access/context";
import { isAppError } from "@/lib/core/errors";
import { connectDatabase, type Database } from "@/lib/db/client";
import { isCrossed } from "@/lib/db/overtaken";
import { makeOwnedAgent } from "@/lib/agents/testing/agents";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { eventually } from "@/lib/core/testing/eventually";
import { deactivatePerson } from "@/lib/people/service";
import { actAs, actAsPerson, makePerson, makeTeam } from "@/lib/people/testing/people";
import { NewSystem } from "@/lib/systems/schema";
import { createSystem, updateSystem } from "@/lib/systems/service";
import { deleteTeam } from "@/lib/teams/service";

const { db, owner: behind, appUrl } = await openTestDatabase();

/** The same database; each transaction that another got in the way of is noted, also where it came through later. */
function watch(crossed: unknown[]): Database {
  return new Proxy(db, {
    get: (target, key) =>
      key === "$transaction"
        ? async (...args: Parameters<Database["$transaction"]>) => {
            try {
              return await target.$transaction(...args);
            } catch (error) {
              if (isCrossed(error)) crossed.push(error);
              throw error;
            }
          }
        : Reflect.get(target, key),
  });
}

/** Runs all of it at once. Refusals are answers; what got into another's way, or failed, is told. */
async function runAtOnce(work: (on: <C extends Ctx>(ctx: C) => C) => Promise<unknown>[]) {
  const crossed: unknown[] = [];
  const watched = watch(crossed);
  const results = await Promise.allSettled(work((ctx) => ({ ...ctx, db: watched })));
  const failed = results.flatMap((one) => (one.status === "rejected" && !isAppError(one.reason) ? [one.reason] : []));
  return { crossed, failed };
}

/** Somebody else's transaction that holds a row until it ends. */
async function hold(statement: string, id: string) {
  const client = await behind.connect();
  await client.query("begin");
  await client.query(statement, [id]);
  const end = async (): Promise<void> => {
    await client.query("commit");
    client.release();
  };
  return { client, end };
}

/** Until so many wait for a lock. */
async function waitFor(count: number): Promise<void> {
  await eventually(async () => {
    const { rows } = await behind.query<{ waiting: number }>(
      `select count(distinct l.pid)::int as waiting from pg_locks l join pg_stat_activity a on a.pid = l.pid
       where not l.granted and a.datname = current_database()`,
    );
    expect(rows[0]?.waiting).toBeGreaterThanOrEqual(count);
  });
}

const smoothly = { crossed: [], failed: [] };
const input = { purpose: "", environment: "production" as const };

test("who loses the right while they wait for the lock is refused, with one connection for all of it", async () => {
  const { agent, asOwner } = await makeOwnedAgent(db);
  const alone = connectDatabase(appUrl, 1);
  const holder = await hold("select id from agents where id = $1 for update", agent.id);
  const change = agents
    .updateAgentFields({ ...asOwner, db: alone }, agent.slug, { purpose: "Late" }, agent.version)
    .catch((error: unknown) => error);
  await waitFor(1);
  await holder.client.query("update agents set owner_id = null where id = $1", [agent.id]);
  await holder.end();
  expect(await change).toMatchObject({ code: "forbidden" });
  expect(await db.auditEvent.count({ where: { type: "access.denied", actorId: asOwner.viewer.id } })).toBe(1);
  await alone.$disconnect();
});

test("somebody makes and renames agents while they are let go", async () => {
  const admin = await actAs(db, "admin");
  for (let round = 0; round < 4; round++) {
    const leaver = await makePerson(db);
    const ctx = await actAsPerson(db, leaver);
    const own: string[] = [];
    for (let at = 0; at < 2; at++) {
      const { slug } = await agents.createAgent(ctx, { ...input, name: `Held ${round} of ${at}` });
      own.push(slug);
    }
    const outcome = await runAtOnce((on) => [
      ...own.map((slug) => agents.renameAgent(on(ctx), slug, `${slug}-anew`)),
      ...own.map((slug) => agents.createAgent(on(ctx), { ...input, name: `More of ${slug}` })),
      deactivatePerson(on(admin), leaver.id, { reason: "Left" }),
      ...own.map((slug) => agents.renameAgent(on(ctx), slug, `${slug}-again`)),
    ]);
    expect(outcome).toEqual(smoothly);
  }
});

test("systems and teams change while agents that refer to them do", async () => {
  const security = await actAs(db, "security", "admin", "member");
  for (let round = 0; round < 3; round++) {
    const team = await makeTeam(db);
    const [one, two] = await Promise.all(
      ["One", "Two"].map((name) => createSystem(security, NewSystem.parse({ name: `${name} ${round}` }))),
    );
    if (!one || !two) throw new Error("Both are made.");
    const slugs: string[] = [];
    for (let at = 0; at < 4; at++) {
      const { slug } = await agents.createAgent(security, {
        ...input,
        name: `Refers ${round} to ${at}`,
        team: team.id,
      });
      slugs.push(slug);
      await agents.reachSystem(security, slug, one.slug, "");
    }
    const outcome = await runAtOnce((on) => [
      ...slugs.map((slug) => agents.reachSystem(on(security), slug, two.slug, "")),
      updateSystem(on(security), one.slug, { verifies: "mtls" }, 1),
      updateSystem(on(security), two.slug, { verifies: "network_only" }, 1),
      deleteTeam(on(security), team.id),
      ...slugs.map((slug) => agents.leaveSystem(on(security), slug, one.slug)),
    ]);
    expect(outcome).toEqual(smoothly);
    const rows = await db.agent.findMany({ where: { slug: { in: slugs } } });
    expect(rows.map(({ bridge, teamId }) => [bridge, teamId])).toEqual(slugs.map(() => [true, null]));
  }
});

test("families and credentials change while their agents do", async () => {
  const security = await actAs(db, "security", "member");
  const slugs: string[] = [];
  for (let at = 0; at < 4; at++)
    slugs.push((await agents.createAgent(security, { ...input, name: `Relative number ${at}` })).slug);
  const [a = "", b = "", c = "", d = ""] = slugs;
  const share = (ctx: Ctx, slug: string) =>
    agents.addIdentity(ctx, slug, { kind: "spiffe", name: "S", spiffe_id: "spiffe://example.org/all" });
  const outcome = await runAtOnce((on) => [
    agents.adoptAgent(on(security), a, b),
    agents.adoptAgent(on(security), b, a),
    agents.adoptAgent(on(security), c, a),
    agents.adoptAgent(on(security), d, c),
    ...slugs.map((slug) => share(on(security), slug)),
    ...slugs.toReversed().map((slug) => agents.renameAgent(on(security), slug, `${slug}-anew`)),
    agents.takeStep(on(security), d, "retire", "Not needed"),
  ]);
  expect(outcome).toEqual(smoothly);
});

test("somebody who leaves is asked together with an admin, and neither waits for the other", async () => {
  const [maker, asAdmin] = [await actAs(db, "member"), await actAs(db, "admin")];
  const [leaver, admin] = [await makePerson(db), await makePerson(db, { roles: ["admin"] })];
  const holder = await hold("select id from people where id = $1 for no key update", admin.id);
  const outcome = runAtOnce((on) => [
    deactivatePerson(on(asAdmin), leaver.id, { reason: "Left" }),
    waitFor(1).then(() =>
      agents.createAgent(on(maker), { ...input, name: "Asked both", owner: leaver.id, deputy: admin.id }),
    ),
  ]);
  await waitFor(2);
  await holder.end();
  expect(await outcome).toEqual(smoothly);
});
