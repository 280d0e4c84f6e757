import type { DecisionDetail } from "@/lib/decisions/schema";
import { outcomeWords, readRuleName } from "../words";

type Told = Pick<DecisionDetail, "outcome" | "reason" | "detail" | "rule" | "policy">;

/** What was decided, by which rule and where that stands, in one sentence. */
export function describeVerdict(decision: Told, line: number | null): string {
  return `${outcomeWords[decision.outcome].word}: ${describeWhy(decision, line)}`;
}

function describeWhy(decision: Told, line: number | null): string {
  const { reason, detail, rule, policy } = decision;
  if (reason === "not_approved") {
    return policy.version === null ? "no policy approves it" : `no rule of version ${policy.version} approves it`;
  }
  if (rule === null) return inSentence(detail);
  const place = `${readRuleName(rule).name}${describePlace(decision, line)}`;
  switch (reason) {
    case "prohibited":
      return `prohibited by ${place}`;
    case "approval_required":
      return `a person must say yes first, by ${place}`;
    case "approved":
      return `approved by ${place}`;
    default:
      return `${inSentence(detail)}, by ${place}`;
  }
}

/** ", line 42 of version 7" */
function describePlace({ rule, policy }: Pick<Told, "rule" | "policy">, line: number | null): string {
  const guardrail = rule !== null && readRuleName(rule).guardrail;
  const version = guardrail ? policy.guardrails : policy.version;
  const whose = guardrail ? "guardrails" : "";
  if (version === null) return whose === "" ? "" : ", a guardrail";
  const of = `${whose === "" ? "" : "guardrails "}version ${version}`;
  return line === null ? `, in ${of}` : `, line ${line} of ${of}`;
}

function inSentence(detail: string): string {
  const text = detail.replace(/\.$/u, "");
  return text.charAt(0).toLowerCase() + text.slice(1);
}
