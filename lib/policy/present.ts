import "server-only";
import { can, type Target } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/core/viewer";
import type { DraftRow } from "@/lib/policy/repository";
import {
  type Decision,
  effects,
  type Explanation,
  type Finding,
  reasons,
  type RuleAnswer,
  type TestResult,
} from "@/lib/policy/rules";
import { lineAt, type PolicyDocument, type PolicyDraft, type PolicyLines, type PolicyTrial } from "@/lib/policy/schema";

type Judged = {
  readonly document: PolicyDocument;
  readonly lines: PolicyLines;
  readonly findings: readonly Finding[];
  readonly tests: readonly TestResult[];
};

export function presentDraft(
  viewer: Viewer,
  row: DraftRow,
  agent: { slug: string; state: string; target: Target },
  judged: Judged,
): PolicyDraft {
  const { document, lines, findings, tests } = judged;
  return {
    id: row.id,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    agent: agent.slug,
    text: row.text,
    document,
    findings: findings.map((finding) => ({ ...finding, line: lineAt(lines, finding.pointer) })),
    tests: tests.map(({ name, passed, detail, decision }, at) => ({
      name,
      passed,
      line: lineAt(lines, `/tests/${at}`),
      ...verdictOf(decision),
      detail,
    })),
    abilities: agent.state !== "retired" && can(viewer, "policy.write", agent.target) ? ["update", "delete"] : [],
  };
}

function verdictOf({ outcome, reason, rule }: Decision) {
  return { outcome, reason, rule: rule ?? null };
}

export function presentTrial(
  { decision, answers, otherwise }: Explanation,
  { document, lines }: Pick<Judged, "document" | "lines">,
): PolicyTrial {
  const lineOf = (name: string): number | null => {
    const at = document.rules.findIndex(({ id }) => id === name);
    return at < 0 ? null : lineAt(lines, `/rules/${at}`);
  };
  return {
    ...verdictOf(decision),
    rules: decision.rules.map(({ name }) => name),
    detail: reasons[decision.reason],
    asks: describeQuestion(decision),
    answers: answers.map((answer) => ({
      rule: answer.name,
      effect: effects.find((effect) => effect === answer.effect) ?? "prohibit",
      answer: answer.answer,
      line: lineOf(answer.name),
      part: answer.part?.text ?? null,
      values: answer.values.map(({ path, value }) => ({ path, value: writeValue(value) })),
      detail: answer.detail ?? null,
    })),
    otherwise: otherwise ? verdictOf(otherwise) : null,
    cost: decision.cost,
  };
}

/** All that ask make one question: everybody's approvers, the highest risk, the shortest window. */
function describeQuestion({ outcome, rules }: Decision): PolicyTrial["asks"] {
  const [first] = rules;
  if (outcome !== "ask" || !first) return null;
  return {
    risk: first.risk,
    approvers: [...new Set(rules.map(({ rule }) => rule.approvers ?? "owner"))],
    window_seconds: Math.min(...rules.map(({ rule }) => rule.window_seconds ?? 300)),
  };
}

function writeValue(value: RuleAnswer["values"][number]["value"]): string | null {
  if (value === undefined) return null;
  if (typeof value === "bigint" || typeof value === "symbol") return String(value);
  const text: string | undefined = JSON.stringify(value, (_, item: unknown) =>
    typeof item === "bigint" ? String(item) : item,
  );
  return text === undefined ? null : text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
