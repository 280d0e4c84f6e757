import { afterAll, afterEach, expect, it } from "vitest";
import { eventually } from "@/lib/core/testing/eventually";
import { connectDatabase } from "@/lib/db/client";
import { isDatabaseAway } from "@/lib/db/database-away";
import { openFreezingProxy } from "@/lib/db/testing/freezing-proxy";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { inTransaction } from "@/lib/db/transaction";
import { expectProblem } from "@/lib/http/testing/expect-problem";
import { openTestApi, personWith } from "@/lib/http/testing/team-api";

const { appUrl } = await openTestDatabase();
const proxy = await openFreezingProxy(appUrl);
const db = connectDatabase(proxy.url, 2, { connectMs: 1_500, silenceMs: 2_000 });
const api = openTestApi(db);
const admin = personWith(["admin"]);
afterEach(() => proxy.thaw());
afterAll(async () => {
  await db.$disconnect();
  await proxy.close();
});

const away = (work: Promise<unknown>) =>
  work.then(
    () => "answered",
    (error: unknown) => (isDatabaseAway(error) ? "away" : String(error)),
  );

/** By itself, on both connections: a busy machine may need more than one attempt, and no attempt may hang. */
const expectRecovery = () =>
  eventually(async () => {
    expect(await away(Promise.all([db.team.count(), db.team.count()]))).toBe("answered");
  });

it("gives up on a Postgres that has fallen silent, on open connections and new ones, and recovers by itself", async () => {
  await expectRecovery();
  proxy.freeze();
  const answers = await Promise.all(Array.from({ length: 5 }, () => away(db.team.count())));
  expect(answers).toEqual(["away", "away", "away", "away", "away"]);
  expect(await away(db.team.count())).toBe("away");
  proxy.thaw();
  await expectRecovery();
});

it.each(["beginning", "midst", "end"])(
  "gives up on a transaction in its %s, and keeps no broken connection",
  async (when) => {
    await expectRecovery();
    if (when === "beginning") proxy.freeze();
    const work = inTransaction({ db }, async (tx) => {
      await tx.team.count();
      if (when !== "beginning") proxy.freeze();
      if (when === "midst") await tx.team.count();
    });
    expect(await away(work)).toBe("away");
    proxy.thaw();
    await expectRecovery();
  },
);

it("calls it away when Prisma gives up on the beginning first, or on the whole", async () => {
  await expectRecovery();
  proxy.freeze();
  expect(await away(db.$transaction((tx) => tx.team.count(), { maxWait: 100, timeout: 10_000 }))).toBe("away");
  proxy.thaw();
  await expectRecovery();
  const slow = db.$transaction(
    async (tx) => {
      await tx.$executeRaw`select pg_sleep(0.3)`;
      await tx.team.count();
    },
    { maxWait: 5_000, timeout: 100 },
  );
  expect(await away(slow)).toBe("away");
});

it("answers requests with 503 and Retry-After meanwhile", async () => {
  await expectRecovery();
  proxy.freeze();
  for (const response of [
    await api.send("GET", "/api/v1/teams", { as: admin }),
    await api.send("POST", "/api/v1/teams", { as: admin, body: { slug: "frozen", name: "Frozen" } }),
  ]) {
    await expectProblem(response, 503, "unavailable");
    expect(response.headers.get("retry-after")).toBe("5");
  }
  proxy.thaw();
  await expectRecovery();
  expect((await api.send("GET", "/api/v1/teams", { as: admin })).status).toBe(200);
});
