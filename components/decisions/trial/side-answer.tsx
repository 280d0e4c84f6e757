import type { PolicyTrial } from "@/lib/policy/schema";
import { OutcomeBadge } from "../outcome";
import { readRuleName, reasonWords } from "../words";
import { AnswerPart } from "../record/answer-part";

/** What one policy says to the tried call, by which line, and on which value that turned. */
export function SideAnswer({ title, trial }: { title: string; trial: PolicyTrial }) {
  const { outcome, reason, rule, answers } = trial;
  const deciding = answers.find((answer) => answer.rule === rule);
  const line = deciding?.line ?? null;
  const missed = answers.find(({ effect, answer }) => effect === "approve" && answer !== "matches");
  const shown = deciding ?? (reason === "not_approved" ? missed : undefined);
  return (
    <div
      data-testid="side-answer"
      data-outcome={outcome}
      className="grid gap-1.5 rounded-control border border-hairline px-3 py-2.5"
    >
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <OutcomeBadge outcome={outcome} look="filled" />
        <span className="text-dense font-medium">{title}</span>
        <span className="text-dense text-muted">
          {reasonWords[reason]}
          {rule !== null && (
            <>
              , by <span translate="no">{readRuleName(rule).name}</span>
              {line !== null && `, line ${line}`}
            </>
          )}
        </span>
      </p>
      {shown && <AnswerPart answer={shown} />}
    </div>
  );
}
