import { Section } from "@/components/shell/page/section";
import type { DecisionDetail } from "@/lib/decisions/schema";
import { readRuleName } from "../words";
import { AnswerPart } from "./answer-part";

type Answer = DecisionDetail["explanation"]["answers"][number];

/** The values on which it turned: what the deciding rule read, or by what the nearest approvals missed it. */
export function Failing({ decision }: { decision: DecisionDetail }) {
  const { explanation, rule, reason, outcome } = decision;
  // Decided before any rule was asked: the steps below say it whole.
  if (explanation.state === "before_rules") return null;
  if (explanation.state !== "explained") {
    return (
      <Section title="Which value decided cannot be told">
        <p className="max-w-prose text-muted">{explanation.detail}</p>
      </Section>
    );
  }
  const deciding = explanation.answers.filter(({ rule: name }) => name === rule);
  const missed = explanation.answers.filter(({ effect, answer }) => effect === "approve" && answer !== "matches");
  const shown = (reason === "not_approved" ? missed : deciding).filter(({ part }) => part !== null);
  if (shown.length === 0) return null;
  const words = outcome === "allow" ? "The value that decided" : "The value that failed";
  return (
    <Section title={reason === "not_approved" ? "What missed an approval" : words}>
      <ul className="grid gap-4">
        {shown.map((answer) => (
          <li key={answer.rule} className="tone-deny border-s-[3px] border-tone-border ps-3" data-outcome={outcome}>
            {reason === "not_approved" && <Missed answer={answer} />}
            <AnswerPart answer={answer} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Missed({ answer: { rule, line, answer } }: { answer: Answer }) {
  return (
    <p className="mb-1">
      <span className="font-medium" translate="no">
        {readRuleName(rule).name}
      </span>
      {line !== null && `, line ${line},`} {answer === "does_not_match" ? "does not match" : "cannot be evaluated"}
    </p>
  );
}
