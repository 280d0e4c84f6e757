/**
 * What a replay costs: 1,000,000 recorded decisions held against a changed policy, through the service, beside reading
 * the same rows through bare `pg`, one after the other in one run.
 * Run: node --conditions=react-server --import tsx bench/replay.ts [rows]
 */
import { loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import pg from "pg";
import { makeOwnedAgent } from "@/lib/agents/testing/agents";
import { newId } from "@/lib/core/ids";
import { connectDatabase } from "@/lib/db/client";
import { createDatabase, startTestServer } from "@/lib/db/testing/test-server";
import { ofAgent, propose, writePolicyText } from "@/lib/policy/testing/policies";
import {
  applyPolicyChange,
  approvePolicyChange,
  createPolicyDraft,
  getReplay,
  runReplay,
  startReplay,
  updatePolicyDraft,
} from "@/lib/policy/service";
import { migrate } from "@/prisma/migrate";

const size = Number(process.argv[2] ?? "1000000");
process.env["AMBIT_SECRET"] ??= "benchmark".repeat(5);

const fortyRules = Array.from({ length: 38 }, (_, at) => `approve other.op${at} when args.amount <= ${at}.0`);
const policyOf = (limit: number): string =>
  writePolicyText(
    `approve pay.refund when args.amount <= ${limit}.0 && args.currency == "EUR"`,
    `ask pay.refund when args.amount > ${limit}.0`,
    ...fortyRules,
  );

/** Calls of the last days, evenly spread; the time inside each id is its own. */
async function fill(owner: pg.Client, agent: string): Promise<void> {
  const from = Date.now() - 20 * 86_400_000;
  const step = Math.floor((19 * 86_400_000) / size);
  for (const at of [from, Date.now()]) {
    await owner.query("select ambit_make_decision_partitions($1)", [new Date(at).toISOString()]);
  }
  await owner.query(
    `create temp table made as select n, to_timestamp(($1::bigint + n * $2::bigint) / 1000.0) as at,
       'dec_' || ambit_id_time(to_timestamp(($1::bigint + n * $2::bigint) / 1000.0)) || lpad(n::text, 16, '0') as id
     from generate_series(0, $3::int - 1) n`,
    [from, step, size],
  );
  await owner.query(
    `insert into decisions (environment, id, decided_at, agent, action, resource_type, resource_id, outcome, reason, rule, rules, policy_version, shape)
     select 'production', id, at, $1, 'pay.refund', 'account', 'a-' || n % 300,
       case when n % 240 <= 200 then 'allow' else 'ask' end, case when n % 240 <= 200 then 'approved' else 'approval_required' end,
       'rule-1', array['rule-1'], 1, 'bench' from made`,
    [agent],
  );
  await owner.query(
    `insert into decision_inputs (environment, id, args, resource, context, omitted, masked, salt)
     select 'production', id, json_build_object('amount', n % 240, 'currency', 'EUR'), '{}', '{}', n % 100 = 0, '{}', 'salt' from made`,
  );
  await owner.query("analyze decisions, decision_inputs");
}

async function readBare(url: string, agent: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const began = performance.now();
  let after = "";
  for (;;) {
    const { rows } = await client.query<[string]>({
      text: `select d.id, d.decided_at, d.agent, d.action, d.resource_type, d.resource_id, d.session_id, d.outcome, d.reason, d.rule,
          i.args, i.resource, i.context, i.session, i.omitted, i.masked
        from decisions d left join decision_inputs i on i.environment = d.environment and i.id = d.id and i.environment = 'production' and i.id > $1
        where d.environment = 'production' and d.id > $1 and d.agent = $2 order by d.id limit 5000`,
      values: [after, agent],
      rowMode: "array",
    });
    const last = rows.at(-1);
    if (!last) break;
    [after] = last;
  }
  const took = performance.now() - began;
  await client.end();
  return took;
}

const server = await startTestServer();
const url = await createDatabase(server.ownerUrl, "replay");
await migrate(url);
process.env["DATABASE_URL"] = url;
const db = connectDatabase(url, 6);
const owner = new pg.Client({ connectionString: url });
await owner.connect();
try {
  const { agent, asOwner, asDeputy } = await makeOwnedAgent(db);
  const scope = ofAgent(agent.slug);
  const live = await propose(asOwner, scope, policyOf(200));
  await approvePolicyChange(asDeputy, live.id, "");
  await applyPolicyChange(asOwner, live.id);
  await fill(owner, agent.slug);
  const draft = await createPolicyDraft(asOwner, scope, { template: "live" });
  await updatePolicyDraft(asOwner, scope, policyOf(150), draft.version);
  const ask = { ...asOwner, requestId: newId("request"), now: new Date() };
  console.log(`${size} decisions, 40 rules, load ${loadavg()[0]?.toFixed(1)}`);
  for (const round of [1, 2]) {
    const bare = await readBare(url, agent.slug);
    const { id } = await startReplay(ask, scope, 30);
    const began = performance.now();
    await runReplay(db, id, { attempt: 1, maxAttempts: 1, signal: new AbortController().signal });
    const took = performance.now() - began;
    const { result, state } = await getReplay(ask, id);
    console.log(
      `round ${round}: bare pg ${(bare / 1000).toFixed(1)} s, replay ${(took / 1000).toFixed(1)} s, ${(took / bare).toFixed(2)} times; ${state}, ${JSON.stringify(result?.moves)}, not replayable ${result?.not_replayable}; load ${loadavg()[0]?.toFixed(1)}`,
    );
  }
} finally {
  await owner.end();
  await db.$disconnect();
  await server.stop();
}
process.exit();
