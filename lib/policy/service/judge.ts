import "server-only";
import type { GovernedAgent } from "@/lib/agents/service";
import type { Database } from "@/lib/db/client";
import { readDeciders, readSystems } from "@/lib/policy/repository";
import {
  type ApproverDirectory,
  canBeSatisfied,
  type Finding,
  findingWords,
  findIssues,
  parseApprovers,
  runTests,
  type TestResult,
  type World,
} from "@/lib/policy/rules";
import type { PolicyDocument } from "@/lib/policy/schema";

const noGuardrails = { version: 0, rules: [] } as const;

/** What stands around the policy: the agent as it is, and every system that says which actions are its own. */
export async function readWorld(db: Database, { slug, kind, tier, environment }: GovernedAgent): Promise<World> {
  const systems = await readSystems(db);
  return { slug, kind: kind ?? undefined, tier, environment, guardrails: noGuardrails, systems };
}

export type Judgement = { readonly findings: readonly Finding[]; readonly tests: readonly TestResult[] };

export async function judgePolicy(
  db: Database,
  document: PolicyDocument,
  agent: GovernedAgent,
  now: Date,
): Promise<Judgement> {
  return {
    findings: [...findIssues(document, noGuardrails.rules), ...(await findUnanswerable(db, document, agent))],
    tests: runTests(document, await readWorld(db, agent), now),
  };
}

/** Rules that ask where nobody who is here could say yes. */
async function findUnanswerable(db: Database, { rules }: PolicyDocument, agent: GovernedAgent): Promise<Finding[]> {
  if (!rules.some(({ effect }) => effect === "ask")) return [];
  const directory: ApproverDirectory = {
    owner: agent.owner ?? undefined,
    deputy: agent.deputy ?? undefined,
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
