import fc from "fast-check";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import type { DecisionToRecord } from "@/lib/decisions/service";
import { madeDecision, writerOn } from "@/lib/decisions/testing/decisions";
import { hostileMembers, hostileText } from "@/lib/decisions/testing/hostile";

const { owner, appUrl } = await openTestDatabase();
// As the plane would: bare pg, and the role that runs.
const pool = new pg.Pool({ connectionString: appUrl, max: 3 });
pool.on("error", () => undefined);
afterAll(() => pool.end());
const writer = writerOn(pool);

type Stored = {
  id: string;
  args: string;
  context: string;
  resource: string;
  session: string | null;
  omitted: boolean;
  masked: string[];
};

async function inputsOf({ id }: DecisionToRecord): Promise<Stored | undefined> {
  const { rows } = await owner.query<Stored>(
    "select id, args::text, context::text, resource::text, session::text, omitted, masked from decision_inputs where id = $1",
    [id],
  );
  return rows[0];
}

async function count(table: string, id: string): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(`select count(*)::int as n from ${table} where id = $1`, [id]);
  return rows[0]?.n ?? 0;
}

/** Every table of ours, as text. */
async function searchEverywhere(text: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const hits = await owner.query(`select 1 from public."${name}" t where t::text like '%' || $1 || '%' limit 1`, [
      text,
    ]);
    if (hits.rows.length > 0) found.push(name);
  }
  return found;
}

test("what was recorded once stays one row and counts once, however often it is sent", async () => {
  const decisions = Array.from({ length: 5 }, () => madeDecision({ agent: "repeater" }));
  expect(await writer.record([...decisions, ...decisions])).toEqual({ written: 5, duplicates: 5, refused: [] });
  expect(await writer.record(decisions)).toEqual({ written: 0, duplicates: 5, refused: [] });
  const other = decisions.map((one) => ({ ...one, outcome: "deny", reason: "prohibited" }) as const);
  expect(await writer.record(other)).toMatchObject({ written: 0 });
  const { rows } = await owner.query("select outcome, count::int from decision_counts where agent = 'repeater'");
  expect(rows).toEqual([{ outcome: "allow", count: 5 }]);
});

test("two writers with the same rows at once, in another order: each row once, and nobody waits for ever", async () => {
  const decisions = Array.from({ length: 300 }, (_, at) =>
    madeDecision({ agent: `crowd-${at % 7}`, args: { amount: at * 10 } }),
  );
  const again = writerOn(pool);
  const outcomes = await Promise.all([
    writer.record(decisions),
    again.record(decisions.toReversed()),
    writer.record(decisions.slice(100)),
  ]);
  expect(outcomes.reduce((sum, { written }) => sum + written, 0)).toBe(300);
  const { rows } = await owner.query(
    `select (select sum(count)::int from decision_counts where agent like 'crowd-%') as counted,
            (select count(*)::int from decisions where agent like 'crowd-%') as rows`,
  );
  expect(rows).toEqual([{ counted: 300, rows: 300 }]);
});

test("rows lie in the part of their environment and month, to the millisecond", async () => {
  const at = (iso: string, environment: "production" | "sandbox") =>
    madeDecision({ decidedAt: new Date(iso), environment, agent: "borders" });
  const decisions = [
    at("2026-10-31T23:59:59.999Z", "production"),
    at("2026-11-01T00:00:00.000Z", "production"),
    at("2026-11-01T00:00:00.000Z", "sandbox"),
    at("2026-12-31T23:59:59.999Z", "production"),
  ];
  await writerOn(pool, new Date("2027-01-01T00:00:00.000Z")).record(decisions);
  for (const table of ["decisions", "decision_inputs"]) {
    const { rows } = await owner.query<{ part: string }>(
      `select tableoid::regclass::text as part from ${table} where id = any($1) order by id, environment`,
      [decisions.map(({ id }) => id)],
    );
    expect(rows.map(({ part }) => part).toSorted()).toEqual([
      `${table}_production_2026_10`,
      `${table}_production_2026_11`,
      `${table}_production_2026_12`,
      `${table}_sandbox_2026_11`,
    ]);
  }
});

test("a month that was dropped meanwhile is made again; an id from nowhere makes none", async () => {
  const decidedAt = new Date("2026-08-15T12:00:00.000Z");
  const own = writerOn(pool, new Date("2026-11-21T12:00:00.000Z"));
  await own.record([madeDecision({ decidedAt })]);
  await owner.query("select ambit_drop_decision_partitions('decisions', 'production', '2026-10-01')");
  const again = madeDecision({ decidedAt });
  expect(await own.record([again])).toMatchObject({ written: 1 });
  expect(await count("decisions", again.id)).toBe(1);

  const wrong = [
    "dec_7ZZZZZZZZZZZZZZZZZZZZZZZZZ",
    "dec_00000000000000000000000000",
    "dec_1",
    "'; drop table decisions",
  ];
  const refused = await own.record(wrong.map((id) => madeDecision({ id })));
  expect(refused).toEqual({ written: 0, duplicates: 0, refused: wrong });
  const { rows } = await owner.query(
    "select 1 from pg_class where relname like 'decisions_production_%' and relname not like '%_202%'",
  );
  expect(rows).toEqual([]);
});

const secrets = {
  stripe: "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
  jwt: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
  card: "4111 1111 1111 1111",
  pem: "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIO\n-----END PRIVATE KEY-----",
  plain: "the-owner-says-this-is-secret",
  short: "hunter2",
  resource: "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
};

test("no secret of a call lies in any table: neither by its shape, nor by its name, nor by its path", async () => {
  const decision = madeDecision({
    agent: "careless",
    keep: "all",
    secretPaths: ["note.inner", "list.value"],
    args: {
      amount: 50,
      key: secrets.stripe,
      text: `my token is ${secrets.jwt}, keep it`,
      pay: { number: secrets.card, as_number: 4111111111111111 },
      note: { inner: secrets.plain, other: "kept" },
      list: [{ value: secrets.plain }, { value: [secrets.plain] }],
      password: secrets.short,
      [secrets.stripe]: 1,
    },
    resource: { type: "repo", id: secrets.resource, properties: { pem: secrets.pem } },
    context: { session: secrets.jwt, approval: { id: "apr_1", state: secrets.jwt }, region: "eu" },
  });
  await writer.record([decision]);
  for (const secret of [...Object.values(secrets), "4111111111111111", "MC4CAQAwBQYDK2VwBCIEIO"]) {
    expect([secret, await searchEverywhere(secret)]).toEqual([secret, []]);
  }
  const stored = await inputsOf(decision);
  expect(JSON.parse(stored?.args ?? "")).toMatchObject({ amount: 50, note: { other: "kept" } });
  expect(JSON.parse(stored?.context ?? "")).toEqual({ region: "eu" });
  expect(stored?.masked).toEqual(
    expect.arrayContaining([
      "args.note.inner",
      "args.list.0.value",
      "args.password",
      "args.pay.as_number",
      "resource.properties.pem",
    ]),
  );
});

test("the same value has the same mark in one environment and another one in the next", async () => {
  const args = { amount: 1, key: secrets.stripe };
  const decisions = (["production", "production", "sandbox"] as const).map((environment) =>
    madeDecision({ environment, args, keep: "all" }),
  );
  await writer.record(decisions);
  const marks = await Promise.all(
    decisions.map(
      async (one) => (JSON.parse((await inputsOf(one))?.args ?? "") as { key: { redacted: string } }).key.redacted,
    ),
  );
  expect(marks[0]).toMatch(/^hmac-sha-256:[\w-]{43}$/);
  expect(marks[1]).toBe(marks[0]);
  expect(marks[2]).not.toBe(marks[0]);
});

test("read keeps what fitting rules read and says that there was more; none keeps nothing; all keeps everything", async () => {
  const args = { amount: 50, currency: "EUR", nested: { a: 1, b: 2 } };
  const rulesOfAgent = [
    { id: "r", since: 1, effect: "approve", actions: ["pay.*"], when: "args.amount < 100.0 && has(args.nested.a)" },
    { id: "other", since: 1, effect: "ask", actions: ["mail.*"], when: 'args.currency == "EUR"' },
  ];
  const [read, none, all, whole] = [
    madeDecision({ args, rulesOfAgent, context: { tool_digest: "sha-256:x", region: "eu" } }),
    madeDecision({ args, rulesOfAgent, keep: "none" }),
    madeDecision({ args, rulesOfAgent, keep: "all", resource: { type: "a", id: "b", properties: { p: 1 } } }),
    madeDecision({ args: { amount: 50, nested: { a: 1 } }, rulesOfAgent }),
  ];
  await writer.record([read, none, all, whole]);
  expect(await inputsOf(read)).toMatchObject({
    args: '{"amount":50,"nested":{"a":1}}',
    context: '{"tool_digest":"sha-256:x"}',
    omitted: true,
  });
  expect(await inputsOf(none)).toMatchObject({ args: "{}", resource: "{}", omitted: true });
  expect(await inputsOf(all)).toMatchObject({
    args: JSON.stringify(args),
    resource: '{"properties":{"p":1}}',
    omitted: false,
  });
  expect(await inputsOf(whole)).toMatchObject({ omitted: false });
});

test("a hash proves what was kept, and another salt gives another hash", async () => {
  const decisions = [madeDecision(), madeDecision()];
  await writer.record(decisions);
  const { rows } = await owner.query("select inputs_hash from decisions where id = any($1)", [
    decisions.map(({ id }) => id),
  ]);
  expect(new Set(rows.map(({ inputs_hash: hash }) => hash)).size).toBe(2);
});

test("one hint for each flush, and none for what was there already", async () => {
  const hints = async (): Promise<number> => {
    const { rows } = await owner.query("select count(*)::int as n from changes where topic = 'decisions'");
    return Number(rows[0]?.n);
  };
  const before = await hints();
  const decisions = Array.from({ length: 50 }, () => madeDecision());
  await writer.record(decisions);
  await writer.record(decisions);
  expect((await hints()) - before).toBe(1);
});

test("whatever a call holds, it is recorded, and what comes back is JSON", async () => {
  const call = fc.record({
    args: hostileMembers,
    context: hostileMembers,
    properties: hostileMembers,
    action: hostileText,
    agent: hostileText,
    id: hostileText,
    keep: fc.constantFrom("all", "read", "none"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 12 }), async (calls) => {
      const decisions = calls.map(({ args, context, properties, action, agent, id, keep }) =>
        madeDecision({ args, context, action, agent, keep, resource: { type: id, id, properties } }),
      );
      expect(await writer.record(decisions)).toMatchObject({ written: decisions.length, refused: [] });
      for (const decision of decisions) {
        const stored = await inputsOf(decision);
        expect(() => JSON.parse(stored?.args ?? "")).not.toThrow();
      }
    }),
    { numRuns: 40 },
  );
});

test("too deep or too large: nothing is kept of it, and the row says so", async () => {
  const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`) as DecisionToRecord["call"]["args"];
  const decisions = [
    madeDecision({ args: deep, keep: "all" }),
    madeDecision({ args: { text: "x".repeat(300_000) }, keep: "all" }),
    madeDecision({ agent: "x".repeat(100_000), action: "y".repeat(100_000), keep: "all" }),
  ];
  await writer.record(decisions);
  for (const one of decisions) expect(await inputsOf(one)).toMatchObject({ omitted: true });
  expect(await inputsOf(decisions[0] ?? madeDecision())).toMatchObject({ args: "{}" });
});
