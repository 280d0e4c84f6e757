import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { createSignedInPerson } from "@/e2e/server/people";
import { makeDataDir, removeDataDir, type RunningServer, startServer } from "@/e2e/server/start-server";
import { expect, test } from "@/e2e/fixtures";

const rounds = 5;

/** Whoever got an answer to a write finds it after the process was killed at a moment nobody chose. */
test("no answered write is lost when the process is killed", async () => {
  const dataDir = makeDataDir();
  const answered: string[] = [];
  let server = await startServer({ dataDir });
  try {
    const person = await withOwner(server, (owner) => createSignedInPerson(owner, { roles: ["admin"] }));
    for (let round = 0; round < rounds; round++) {
      const writing = createTeamsUntilKilled(server.url, person.token, answered);
      await pause(500 + Math.random() * 1500);
      const ended = new Promise((resolve) => server.process.once("exit", resolve));
      server.process.kill("SIGKILL");
      await Promise.all([writing, ended]);
      server = await startServer({ dataDir });
      const kept = await withOwner(server, async (owner) =>
        (await owner.query<{ slug: string }>("select slug from teams")).rows.map((row) => row.slug),
      );
      expect(answered.filter((slug) => !kept.includes(slug))).toEqual([]);
    }
    expect(answered.length, "too few writes to mean anything").toBeGreaterThan(rounds);
    const { rows } = await withOwner(server, (owner) =>
      owner.query<{ teams: string; events: string }>(
        "select (select count(*) from teams) as teams, (select count(*) from audit_events where type = 'team.created') as events",
      ),
    );
    expect(rows[0]?.events, "each team has its audit event").toBe(rows[0]?.teams);
  } finally {
    await server.stop();
    removeDataDir(dataDir);
  }
});

async function createTeamsUntilKilled(url: string, token: string, answered: string[]): Promise<void> {
  for (;;) {
    const slug = `team-${randomUUID().slice(0, 8)}`;
    const response = await fetch(`${url}/api/v1/teams`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: `ambit-session=${token}`, origin: url },
      body: JSON.stringify({ name: slug }),
    }).catch(() => undefined);
    if (!response) return;
    expect(response.status).toBe(201);
    answered.push(slug);
  }
}

async function withOwner<T>(server: RunningServer, work: (owner: pg.Pool) => Promise<T>): Promise<T> {
  const owner = new pg.Pool({ connectionString: server.ownerUrl, max: 1 });
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
