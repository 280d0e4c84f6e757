import "server-only";
import type { Database } from "@/lib/db/client";
import { findPolicy, findVersion, readDeciders } from "@/lib/policy/repository";
import {
  type ApproverDirectory,
  canBeSatisfied,
  type Finding,
  findingWords,
  findIssues,
  parseApprovers,
  type PublishedGuardrails,
  runTests,
  type TestResult,
  type World,
} from "@/lib/policy/rules";
import type { PolicyDocument } from "@/lib/policy/schema";
import { readStored } from "@/lib/policy/service/read-text";
import type { Holder } from "@/lib/policy/rules/scope";
import type { Tx } from "@/lib/db/transaction";
import { readSystems } from "@/lib/snapshots/service";

/** What stands around the policy: the agent as it is, the live guardrails, and every system that says which actions are its own. */
export async function readWorld(db: Database | Tx, holder: Holder): Promise<World> {
  const { agent, environment } = holder;
  const systems = await readSystems(db);
  if (!agent) {
    const noGuardrails = { version: 0, rules: [] };
    const world = { slug: "any-agent", kind: undefined, tier: "foundation" };
    return { ...world, environment, guardrails: noGuardrails, systems, areGuardrails: true };
  }
  const { slug, kind, tier } = agent;
  return {
    slug,
    kind: kind ?? undefined,
    tier,
    environment,
    guardrails: await readGuardrails(db, environment),
    systems,
  };
}

async function readGuardrails(db: Database | Tx, environment: string): Promise<PublishedGuardrails> {
  const policy = await findPolicy(db, { environment });
  const version = policy?.liveVersion ? await findVersion(db, policy.id, policy.liveVersion) : null;
  if (!version) return { version: 0, rules: [] };
  const { document } = readStored(version.content);
  return { version: version.number, rules: document.rules.map((rule) => ({ ...rule, since: version.number })) };
}

export type Judgement = { readonly findings: readonly Finding[]; readonly tests: readonly TestResult[] };

export async function judgePolicy(
  db: Database | Tx,
  document: PolicyDocument,
  holder: Holder,
  now: Date,
): Promise<Judgement> {
  const world = await readWorld(db, holder);
  return {
    findings: [
      ...findIssues(document, world.guardrails.rules, !holder.agent),
      ...(await findUnanswerable(db, document, holder)),
    ],
    tests: runTests(document, world, now),
  };
}

/** Rules that ask where nobody who is here could say yes. Whose agent a guardrail is about is not known. */
async function findUnanswerable(db: Database | Tx, { rules }: PolicyDocument, { agent }: Holder): Promise<Finding[]> {
  if (!rules.some(({ effect }) => effect === "ask")) return [];
  const directory: ApproverDirectory = {
    owner: agent ? (agent.owner ?? undefined) : somebody.owner,
    deputy: agent ? (agent.deputy ?? undefined) : somebody.deputy,
    // Nobody can be put on call yet.
    oncall: {},
    ...(await readDeciders(db)),
  };
  return rules.flatMap(({ id, approvers }, at): Finding[] => {
    const parsed = approvers === undefined ? undefined : parseApprovers(approvers);
    if (!parsed?.ok) return [];
    const answer = canBeSatisfied(parsed.expression, directory, []);
    if (answer.satisfiable) return [];
    const detail = `${findingWords.nobody_can_approve} ${answer.why}`;
    return [{ code: "nobody_can_approve", pointer: `/rules/${at}`, id, detail }];
  });
}

const somebody = { owner: "whoever owns it", deputy: "whoever deputises" };
