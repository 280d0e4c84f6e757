import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually } from "@/lib/core/testing/eventually";
import { startCutOff, type CutOff } from "@/lib/db/testing/cut-off";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import {
  keysChannel,
  policyChannel,
  type PostgresSource,
  startPostgresSource,
} from "@/lib/enforcement/sources/postgres";
import { joinBody } from "@/lib/snapshots/rules";
import { createPlaneState, type PlaneState } from "@/lib/enforcement/state";
import { servePlane } from "@/lib/enforcement/testing/plane-server";
import { readMigrations } from "@/prisma/migrate";

const { owner, appUrl } = await openTestDatabase();
const lastMigration = readMigrations().at(-1)?.name ?? "";
let wire: CutOff;
let source: PostgresSource | undefined;
let kid = 1;

beforeEach(async () => {
  wire = await startCutOff(appUrl);
});
afterEach(async () => {
  await source?.stop();
  await wire.stop();
});

type Options = Partial<Parameters<typeof startPostgresSource>[0]>;

function start(state: PlaneState = createPlaneState(), options: Options = {}): PlaneState {
  const readKeys = async () => ({ jwks: JSON.stringify({ keys: [{ kid: String(kid) }] }), keyHistory: "a.b.c" });
  source = startPostgresSource({
    databaseUrl: wire.url,
    state,
    readKeys,
    lastMigration,
    pollMs: 100,
    keysEveryMs: 60_000,
    ...options,
  });
  return state;
}

async function publish(epoch: number, sequence: number): Promise<void> {
  const body = Buffer.from(`{"epoch":${epoch},"sequence":${sequence}}`);
  const joined = Buffer.concat([...joinBody([], body)]);
  const digest = `sha-256:${createHash("sha256").update(joined).digest("base64url")}`;
  await owner.query(
    "insert into snapshots (environment, epoch, sequence, digest, rest, published_at) values ('production', $1, $2, $3, $4, now()) on conflict do nothing",
    [epoch, sequence, digest, body],
  );
  await owner.query("update environments set epoch = $1, sequence = $2 where name = 'production'", [epoch, sequence]);
}

const production = (state: PlaneState) =>
  state.readFacts().leases.find(({ environment }) => environment === "production");

test("after the first read every environment has its bytes, as their digest says", async () => {
  const state = start();
  await source?.refresh();
  expect(state.readFacts()).toMatchObject({ database: true, migrated: true, keys: true });
  expect(state.readFacts().leases.map(({ held, fault }) => [held, fault])).toEqual([
    [true, undefined],
    [true, undefined],
    [true, undefined],
  ]);
  const body = state.readSnapshot("sandbox")?.body ?? Buffer.alloc(0);
  expect(JSON.parse(body.toString())).toMatchObject({
    format: "ambit.policy/1",
    env: "sandbox",
    epoch: 1,
    sequence: 1,
  });
});

test("a new snapshot arrives at once when it is announced, and by the poll when it is not", async () => {
  const state = start(createPlaneState(), { pollMs: 60_000 });
  await source?.refresh();
  await eventually(async () => {
    await publish(1, (state.readSnapshot("production")?.sequence ?? 0) + 1);
    await owner.query(`select pg_notify('${policyChannel}', '')`);
    expect(state.readSnapshot("production")?.sequence).toBeGreaterThan(1);
  });
  await source?.stop();
  const silent = start();
  await source?.refresh();
  const before = silent.readSnapshot("production")?.sequence ?? 0;
  await publish(1, before + 1);
  await eventually(() => expect(silent.readSnapshot("production")?.sequence).toBe(before + 1));
});

test("keys are read again when they are announced", async () => {
  const state = start(createPlaneState(), { pollMs: 60_000 });
  await source?.refresh();
  kid = 2;
  await eventually(async () => {
    await owner.query(`select pg_notify('${keysChannel}', '')`);
    expect(state.readKeys()?.jwks).toBe('{"keys":[{"kid":"2"}]}');
  });
});

test("without the database the node lives on its leases, says so, and comes back", async () => {
  const state = start();
  const server = await servePlane("all", state);
  const ready = async () => {
    const response = await fetch(`${server.url}/readyz`);
    return { status: response.status, degraded: ((await response.json()) as { degraded: string[] }).degraded };
  };
  try {
    await source?.refresh();
    expect(await ready()).toEqual({ status: 200, degraded: [] });
    wire.cut();
    await eventually(async () => expect(await ready()).toEqual({ status: 200, degraded: ["database"] }), 3_000);
    expect((await fetch(`${server.url}/.well-known/jwks.json`)).status).toBe(200);
    wire.mend();
    await eventually(async () => expect(await ready()).toEqual({ status: 200, degraded: [] }), 5_000);
  } finally {
    await server.close();
  }
});

test("a lease ends while the database is away, and a read renews it", async () => {
  const state = start(createPlaneState(500));
  await source?.refresh();
  wire.cut();
  await eventually(() => expect(production(state)?.held).toBe(false), 3_000);
  wire.mend();
  await eventually(() => expect(production(state)?.held).toBe(true), 5_000);
});

test("a database behind what was served is noticed; a raised epoch ends it", async () => {
  const state = start();
  await source?.refresh();
  const served = (state.readSnapshot("production")?.sequence ?? 0) + 5;
  await publish(1, served);
  await eventually(() => expect(state.readSnapshot("production")?.sequence).toBe(served));
  await owner.query("update environments set sequence = 1 where name = 'production'");
  await eventually(() => expect(production(state)?.fault).toBe("behind"));
  expect(state.readSnapshot("production")?.sequence).toBe(served);
  await publish(2, 1);
  await eventually(() => expect(production(state)).toMatchObject({ held: true, fault: undefined }));
});

test("bytes that are not what their digest says are not served", async () => {
  const state = start();
  await source?.refresh();
  const before = state.readSnapshot("staging");
  await owner.query(
    "insert into snapshots (environment, epoch, sequence, digest, rest, published_at) values ('staging', 9, 9, 'sha-256:wrong', 'x', now())",
  );
  await owner.query("update environments set epoch = 9, sequence = 9 where name = 'staging'");
  const staging = () => state.readFacts().leases.find(({ environment }) => environment === "staging");
  await eventually(() => expect(staging()?.fault).toBe("rewritten"));
  expect(state.readSnapshot("staging")).toBe(before);
  expect(production(state)).toMatchObject({ held: true, fault: undefined });
  await owner.query("update environments set epoch = 1, sequence = 1 where name = 'staging'");
});

test("before its migrations have run a node serves nothing and says what is missing", async () => {
  const state = start(createPlaneState(), { lastMigration: "29991231000000_not_yet" });
  await source?.refresh();
  expect(state.readFacts()).toMatchObject({ database: true, migrated: false });
  expect(production(state)?.held).toBe(false);
});
