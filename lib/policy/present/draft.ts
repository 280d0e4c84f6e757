import "server-only";
import type { Viewer } from "@/lib/core/viewer";
import type { DraftRow } from "@/lib/policy/repository";
import { type Explanation, type Finding, tellTrial, type TestResult, verdictOf } from "@/lib/policy/rules";
import { type Holder, may } from "@/lib/policy/rules/scope";
import { lineAt, type PolicyDocument, type PolicyDraft, type PolicyLines, type PolicyTrial } from "@/lib/policy/schema";

type Judged = {
  readonly document: PolicyDocument;
  readonly lines: PolicyLines;
  readonly findings: readonly Finding[];
  readonly tests: readonly TestResult[];
};

export function presentDraft(viewer: Viewer, row: DraftRow, holder: Holder, judged: Judged): PolicyDraft {
  const { document, lines, findings, tests } = judged;
  return {
    id: row.id,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    agent: holder.agent?.slug ?? null,
    environment: holder.environment,
    base_version: row.baseVersion,
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
    abilities: may(viewer, holder, "write") ? ["update", "delete", "propose"] : [],
  };
}

export function presentTrial(
  explanation: Explanation,
  { document, lines }: Pick<Judged, "document" | "lines">,
): PolicyTrial {
  return tellTrial(explanation, (name) => {
    const at = document.rules.findIndex(({ id }) => id === name);
    return at < 0 ? null : lineAt(lines, `/rules/${at}`);
  });
}
