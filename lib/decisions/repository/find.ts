import "server-only";
import { environments } from "@/lib/core/environments";
import { Prisma } from "@/lib/db/generated/client";
import { columns, type DecisionRow, type Reader, type Span } from "@/lib/decisions/repository/rows";

/** An id does not say where it was decided; each environment has its own part for its month. */
export async function findDecision(db: Reader, id: string): Promise<DecisionRow | undefined> {
  const rows = await db.$queryRaw<DecisionRow[]>`
    select ${columns} from decisions where environment = any(${[...environments]}) and id = ${id}`;
  return rows[0];
}

export type InputRow = {
  id: string;
  args: unknown;
  resource: unknown;
  context: unknown;
  session: unknown;
  omitted: boolean;
  masked: string[];
};

/** As text: a NUL that a call carried has no place in the database's own JSON values. */
type InputTexts = { [K in "args" | "resource" | "context"]: string } & {
  id: string;
  session: string | null;
  omitted: boolean;
  masked: string[];
};

export async function findInputs(db: Reader, environment: string, ids: readonly string[]): Promise<InputRow[]> {
  const rows = await db.$queryRaw<InputTexts[]>`
    select id, args::text, resource::text, context::text, session::text, omitted, masked from decision_inputs
     where environment = ${environment} and id = any(${ids})`;
  const parse = (text: string): unknown => JSON.parse(text) as unknown;
  return rows.map((row) => ({
    ...row,
    args: parse(row.args),
    resource: parse(row.resource),
    context: parse(row.context),
    session: row.session === null ? null : parse(row.session),
  }));
}

/** What the agent did before, newest first; in this session where one is named. */
export function listEarlier(
  db: Reader,
  { environment, from, to }: Span,
  agent: string,
  session: string | null,
  limit: number,
): Promise<DecisionRow[]> {
  const inSession = session === null ? Prisma.sql`true` : Prisma.sql`session_id = ${session}`;
  return db.$queryRaw<DecisionRow[]>`
    select ${columns} from decisions where environment = ${environment} and agent = ${agent} and id > ${from} and id < ${to}
       and ${inSession} order by id desc limit ${limit}`;
}

/** The last few of each shape. */
export function listLastOfShapes(
  db: Reader,
  environment: string,
  shapes: readonly string[],
  each: number,
  from: string,
): Promise<DecisionRow[]> {
  return db.$queryRaw<DecisionRow[]>`
    select w.* from unnest(${shapes}::text[]) as s(shape) cross join lateral (
      select ${columns} from decisions d where d.environment = ${environment} and d.shape = s.shape and d.id > ${from}
       order by d.id desc limit ${each}) as w`;
}

export type StoredVersion = { document: unknown; lines: unknown; since: unknown };

/** A published version of an agent's policy, or of an environment's guardrails. */
export async function findPolicyVersion(
  db: Reader,
  policy: { agentId: string } | { environment: string },
  number: number,
): Promise<StoredVersion | undefined> {
  const row = await db.policyVersion.findFirst({
    where: { number, policy },
    select: { since: true, content: { select: { document: true, lines: true } } },
  });
  return row ? { ...row.content, since: row.since } : undefined;
}
