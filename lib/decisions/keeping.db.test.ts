import { expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { ListDecisionsQuery } from "@/lib/decisions/schema";
import {
  eraseOldDecisions,
  getDecision,
  listDecisions,
  listEnvironments,
  updateEnvironment,
} from "@/lib/decisions/service";
import { madeDecision, writerOn } from "@/lib/decisions/testing/decisions";
import { actAs } from "@/lib/people/testing/people";

const { db, owner } = await openTestDatabase();
const now = new Date("2026-11-21T02:17:00.000Z");
const dayMs = 86_400_000;
const ago = (days: number): Date => new Date(now.getTime() - days * dayMs);

async function setKeeping(name: "production" | "sandbox", decisions: number, args: number): Promise<void> {
  const ctx = await actAs(db, "security");
  const row = (await listEnvironments(ctx)).data.find((one) => one.name === name);
  await updateEnvironment(ctx, name, { keep_decisions_days: decisions, keep_arguments_days: args }, row?.version ?? 0);
}

async function left(table: string): Promise<string[]> {
  const { rows } = await owner.query<{ environment: string; id: string }>(
    `select environment, id from ${table} order by id`,
  );
  return rows.map(({ environment, id }) => `${environment} ${id}`);
}

test("each environment lets go what it keeps no longer, arguments on their day, and the log says so", async () => {
  await setKeeping("production", 60, 10);
  const make = (environment: "production" | "sandbox", days: number) =>
    madeDecision({ environment, decidedAt: ago(days) });
  const decisions = [2, 12, 40, 100, 200].flatMap((days) => [make("production", days), make("sandbox", days)]);
  await writerOn(owner, now).record(decisions);
  const stays = (keep: Record<string, number>) =>
    decisions
      .filter(({ environment, decidedAt }) => decidedAt > ago(keep[environment] ?? 0))
      .map(({ environment, id }) => `${environment} ${id}`)
      .toSorted();

  // Read before anything was erased: what is over is over.
  const ctx = { ...(await actAs(db, "security")), now };
  const listed = await listDecisions(ctx, ListDecisionsQuery.parse({ environment: ["production"] }));
  expect(listed.data.map(({ id }) => `production ${id}`).toSorted()).toEqual(stays({ production: 60 }));
  const old = decisions.find(({ environment, decidedAt }) => environment === "production" && +decidedAt === +ago(12));
  expect((await getDecision(ctx, old?.id ?? "")).inputs).toMatchObject({ state: "erased", args: null });

  await eraseOldDecisions(db, now);
  expect((await left("decisions")).toSorted()).toEqual(stays({ production: 60, sandbox: 400 }));
  expect((await left("decision_inputs")).toSorted()).toEqual(stays({ production: 10, sandbox: 90 }));
  const counts = await owner.query(
    "select min(day)::text as day from decision_counts where environment = 'production'",
  );
  expect(counts.rows).toEqual([{ day: ago(40).toISOString().slice(0, 10) }]);
  const events = await db.auditEvent.findMany({ where: { type: "decisions.erased" } });
  expect(new Set(events.map(({ subjectId, actorId }) => `${actorId} ${subjectId}`))).toEqual(
    new Set(["worker production", "worker sandbox"]),
  );

  await eraseOldDecisions(db, now);
  expect(await db.auditEvent.count({ where: { type: "decisions.erased" } })).toBe(events.length);
  const { rows } = await owner.query("select 1 from pg_class where relname = 'decisions_production_2026_12'");
  expect(rows).toHaveLength(1);
});

test("who keeps what how long is changed by security, from what they read, and recorded", async () => {
  const [security, member] = [await actAs(db, "security"), await actAs(db, "member", "admin", "auditor")];
  const [before] = (await listEnvironments(member)).data;
  expect(before?.abilities).toEqual([]);
  const change = { keep_decisions_days: 100, keep_arguments_days: 30 };
  await expect(updateEnvironment(member, "production", change, before?.version ?? 0)).rejects.toMatchObject({
    code: "forbidden",
  });
  const after = await updateEnvironment(security, "production", change, before?.version ?? 0);
  expect(after).toMatchObject({ ...change, abilities: ["update"] });
  await expect(updateEnvironment(security, "production", change, before?.version ?? 0)).rejects.toMatchObject({
    code: "stale_version",
  });
  const longer = { keep_arguments_days: 101 };
  await expect(updateEnvironment(security, "production", longer, after.version)).rejects.toMatchObject({
    code: "invalid_input",
  });
  const event = await db.auditEvent.findFirst({
    where: { type: "environment.keeping_changed" },
    orderBy: { id: "desc" },
  });
  expect(event).toMatchObject({ subjectId: "production", data: { after: change } });
});
