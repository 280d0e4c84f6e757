/**
 * What one decision costs with 40 and with 1,000 rules, beside cedar-wasm with the same rules (its policies parsed
 * beforehand) in the same run, what compiling costs, and whether more agents make a decision dearer.
 * Run: node --no-turbo-inline-js-wasm-calls --import tsx bench/decide.ts
 * (Node 20 ends with a fatal error of V8 where it inlines calls into cedar-wasm.)
 */
import {
  type EntityUid,
  preparsePolicySet,
  type StatefulAuthorizationCall,
  statefulIsAuthorized,
} from "@cedar-policy/cedar-wasm/nodejs";
import { performance } from "node:perf_hooks";
import {
  type Call,
  compileEnvironment,
  decide,
  type Environment,
  type PublishedRule,
  type Snapshot,
} from "@/lib/policy/rules";

const rounds = 40;
const now = new Date("2026-11-21T12:00:00Z");
const currencies = ["EUR", "USD", "CHF"];
const verbs = ["create", "update", "cancel", "read"];

/** Three of four rules approve up to an amount, one of four prohibits a currency; each is about one action of several. */
function makeRules(count: number): PublishedRule[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `rule-${at}`,
    since: 1,
    effect: at % 4 === 3 ? "prohibit" : "approve",
    actions: [actionOf(at, count)],
    when:
      at % 4 === 3
        ? `args.currency == "${currencies[at % 3]}" && args.amount > ${at}`
        : `args.amount <= ${at * 10} && args.customer != "cus_${at}"`,
  }));
}

function actionOf(at: number, count: number): string {
  return `shop${at % Math.ceil(count / 8)}.orders.${verbs[at % 4]}`;
}

function makeSnapshot(agents: number, rules: readonly PublishedRule[]): Snapshot {
  const entry = {
    version: 1,
    state: "active",
    tier: "foundation",
    require_intent: false,
    governed_until: null,
    binds: [],
    intents: [],
    rules,
  };
  return {
    format: "ambit.policy/1",
    critical: [],
    env: "production",
    epoch: 1,
    guardrails: { version: 1, rules: [] },
    agents: Object.fromEntries(Array.from({ length: agents }, (_, at) => [`agent-${at}`, entry])),
    contained: { agents: [], tools: [], all: false },
    tools: {},
    systems: {},
  };
}

function makeCalls(count: number, agents: number): Call[] {
  return Array.from({ length: 200 }, (_, at) => ({
    agent: `agent-${(at * 7919) % agents}`,
    action: actionOf((at * 31) % count, count),
    args: { amount: (at * 37) % 500, currency: currencies[at % 3] ?? "EUR", customer: `cus_${at}` },
    resource: { type: "account", id: `acct-${at}` },
    context: {},
    session: undefined,
    now,
  }));
}

const quoted = (text: string): string => JSON.stringify(text);

function toCedar(rules: readonly PublishedRule[]): string {
  return rules
    .map(({ effect, actions, when = "true" }) => {
      const kind = effect === "approve" ? "permit" : "forbid";
      return `${kind}(principal, action == Action::${quoted(actions[0] ?? "")}, resource) when { ${when.replaceAll("args.", "context.")} };`;
    })
    .join("\n");
}

function toCedarCall({ agent, action, args, resource }: Call, set: string): StatefulAuthorizationCall {
  const uid = (type: string, id: string): EntityUid => ({ type, id });
  const named = Object.entries(args).map(([name, value]) => [
    name,
    typeof value === "number" ? value : JSON.stringify(value),
  ]);
  return {
    principal: uid("Agent", agent),
    action: uid("Action", action),
    resource: uid("Resource", resource.id),
    context: Object.fromEntries(named),
    preparsedPolicySetId: set,
    entities: [],
  };
}

function askCedar(call: StatefulAuthorizationCall): boolean {
  const answer = statefulIsAuthorized(call);
  if (answer.type === "failure") throw new Error(JSON.stringify(answer.errors));
  return answer.response.decision === "allow";
}

/** Microseconds a call, the median of the rounds. */
function measure<T>(calls: readonly T[], ask: (call: T) => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    for (const call of calls) ask(call);
    return ((performance.now() - start) * 1000) / calls.length;
  });
  return median(times);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function compileWhole(snapshot: Snapshot): Environment {
  const environment = compileEnvironment(snapshot);
  environment.findAgent("agent-0");
  return environment;
}

for (const count of [40, 1000]) {
  const rules = makeRules(count);
  const parsed = preparsePolicySet(`bench-${count}`, { staticPolicies: toCedar(rules) });
  if (parsed.type === "failure") throw new Error(JSON.stringify(parsed.errors));
  const calls = makeCalls(count, 1);
  const environment = compileWhole(makeSnapshot(1, rules));
  const ours = calls.map((call) => decide(environment, call).outcome === "allow");
  const cedarCalls = calls.map((call) => toCedarCall(call, `bench-${count}`));
  const theirs = cedarCalls.map(askCedar);
  const same = ours.filter((allowed, at) => allowed === theirs[at]).length;
  for (let warm = 0; warm < 50; warm++) measure(calls.slice(0, 20), (call) => decide(environment, call));
  const [mine, cedar] = [measure(calls, (call) => decide(environment, call)), measure(cedarCalls, askCedar)];
  const compile = median(
    Array.from({ length: 25 }, () => {
      const start = performance.now();
      compileWhole(makeSnapshot(1, rules));
      return performance.now() - start;
    }),
  );
  console.log(
    `${count} rules: decide ${mine.toFixed(2)} µs, cedar-wasm ${cedar.toFixed(1)} µs, ${(cedar / mine).toFixed(0)} times; ` +
      `compile ${compile.toFixed(1)} ms; ${same} of ${calls.length} answers alike, ${ours.filter(Boolean).length} allow`,
  );
}
for (const agents of [1, 100, 10_000]) {
  const environment = compileEnvironment(makeSnapshot(agents, makeRules(40)));
  const calls = makeCalls(40, agents);
  for (let warm = 0; warm < 20; warm++) measure(calls, (call) => decide(environment, call));
  console.log(
    `${agents} agents of 40 rules: decide ${measure(calls, (call) => decide(environment, call)).toFixed(2)} µs`,
  );
}
