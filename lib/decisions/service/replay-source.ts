import type { Environment } from "@/lib/core/environments";
import { idFloor } from "@/lib/decisions/rules";
import type { Outcome, Reason } from "@/lib/policy/rules";

/** What a query is sent through: a pool or client of bare `pg`. */
export type BareQuery = (query: {
  text: string;
  values: unknown[];
  rowMode?: "array";
}) => Promise<{ rows: readonly unknown[] }>;

/** What is kept of a call, each member as JSON text: whoever needs one reads it, and most are not needed. */
export type ReplayInputs = {
  readonly args: string;
  /** Members of the resource beside type and id. */
  readonly resource: string;
  readonly context: string;
  /** The session's claims, `"ended"` where one was named that did not live, null where there was none. */
  readonly session: string | null;
  /** Something that was sent is not kept: what is missing may have been there. */
  readonly omitted: boolean;
  /** Paths, as in `args.card.number`, that stand here as `{"redacted": …}`. */
  readonly masked: readonly string[];
};

export type ReplayRow = {
  readonly id: string;
  readonly decidedAt: Date;
  readonly agent: string;
  readonly action: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly sessionId: string | null;
  readonly outcome: Outcome;
  readonly reason: Reason;
  readonly rule: string | null;
  readonly policyVersion: number | null;
  readonly guardrailsVersion: number | null;
  readonly sample: boolean;
  /** Null: erased, or never kept. */
  readonly inputs: ReplayInputs | null;
};

export type ReplayRange = {
  readonly environment: Environment;
  /** Slugs; without them every agent of the environment. */
  readonly agents?: readonly string[] | undefined;
  readonly from: Date;
  readonly to: Date;
  /** Sample decisions are left out. */
  readonly realOnly?: boolean;
  /** Go on after this one. */
  readonly after?: string | undefined;
  readonly batch?: number;
};

/** How many decisions there are in the range, so that progress has an end. */
export async function countReplayRows(query: BareQuery, range: ReplayRange): Promise<number> {
  const { where, values } = writeRange(range, range.after ?? "");
  const { rows } = await query({
    text: `select count(*)::text as count from decisions d where ${where}`,
    values,
  });
  const [row] = rows as readonly { count: string }[];
  return Number(row?.count ?? 0);
}

const usualBatch = 5_000;

/**
 * Recorded decisions in the order of their ids, a batch at a time; the next one is read while the last is worked on.
 * Each batch is a statement of its own: no transaction stays open for long, so months can be made and dropped meanwhile.
 */
export async function* readReplayRows(query: BareQuery, range: ReplayRange): AsyncGenerator<readonly ReplayRow[]> {
  const size = range.batch ?? usualBatch;
  let next = fetchBatch(query, range, range.after ?? "", size);
  // Whoever stops early leaves the batch that was read ahead: its failure is nobody's.
  next.catch(() => undefined);
  for (;;) {
    const rows = await next;
    const last = rows.at(-1);
    if (!last) return;
    if (rows.length < size) {
      yield rows;
      return;
    }
    next = fetchBatch(query, range, last.id, size);
    next.catch(() => undefined);
    yield rows;
  }
}

type Fetched = [
  id: string,
  at: number,
  agent: string,
  action: string,
  resourceType: string,
  resourceId: string,
  sessionId: string | null,
  outcome: Outcome,
  reason: Reason,
  rule: string | null,
  policyVersion: number | null,
  guardrailsVersion: number | null,
  sample: boolean,
  args: string | null,
  resource: string | null,
  context: string | null,
  session: string | null,
  omitted: boolean | null,
  masked: string | null,
];

async function fetchBatch(
  query: BareQuery,
  range: ReplayRange,
  after: string,
  size: number,
): Promise<readonly ReplayRow[]> {
  const { where, values } = writeRange(range, after);
  const { rows } = await query({
    text: `select d.id, (extract(epoch from d.decided_at) * 1000)::float8, d.agent, d.action, d.resource_type, d.resource_id,
        d.session_id, d.outcome, d.reason, d.rule, d.policy_version, d.guardrails_version, d.sample,
        i.args::text, i.resource::text, i.context::text, i.session::text, i.omitted, array_to_json(i.masked)::text
      from decisions d left join decision_inputs i
        on i.environment = d.environment and i.id = d.id and i.environment = $1 and i.id > $2 and i.id < $3
      where ${where} order by d.id limit ${size}`,
    values,
    rowMode: "array",
  });
  return (rows as readonly Fetched[]).map(readRow);
}

function readRow(row: Fetched): ReplayRow {
  const [id, at, agent, action, resourceType, resourceId, sessionId, outcome, reason, rule] = row;
  const [, , , , , , , , , , policyVersion, guardrailsVersion, sample, args, resource, context, session] = row;
  const inputs =
    args === null
      ? null
      : {
          args,
          resource: resource ?? "{}",
          context: context ?? "{}",
          session,
          omitted: row[17] ?? true,
          masked: readMasked(row[18]),
        };
  return {
    id,
    decidedAt: new Date(at),
    agent,
    action,
    resourceType,
    resourceId,
    sessionId,
    outcome,
    reason,
    rule,
    policyVersion,
    guardrailsVersion,
    sample,
    inputs,
  };
}

const none: readonly string[] = [];

function readMasked(text: string | null): readonly string[] {
  return text === null || text === "[]" ? none : (JSON.parse(text) as string[]);
}

function writeRange({ environment, agents, from, to, realOnly = false }: ReplayRange, after: string) {
  const floor = idFloor(from);
  const values: unknown[] = [environment, after > floor ? after : floor, idFloor(to)];
  const real = realOnly ? " and not d.sample" : "";
  if (!agents) return { where: `d.environment = $1 and d.id > $2 and d.id < $3${real}`, values };
  const [only] = agents;
  values.push(agents.length === 1 ? only : agents);
  const agent = agents.length === 1 ? "d.agent = $4" : "d.agent = any($4)";
  return { where: `d.environment = $1 and d.id > $2 and d.id < $3 and ${agent}${real}`, values };
}
