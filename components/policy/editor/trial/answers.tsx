"use client";

import { AllowedIcon, AskIcon, DeniedIcon } from "@/components/ui/icons/states";
import { reasons } from "@/lib/policy/rules";
import type { PolicyTrial } from "@/lib/policy/schema";
import { CodeChip } from "../sentences/pieces";
import { useEditor } from "../state/use-editor";
import { effectWords, outcomeWords } from "../words";

const icons = { prohibit: DeniedIcon, ask: AskIcon, approve: AllowedIcon } as const;
const answerWords = {
  matches: "matches",
  does_not_match: "does not match",
  cannot_be_evaluated: "cannot be evaluated",
} as const satisfies Record<Answer["answer"], string>;

type Answer = PolicyTrial["answers"][number];

/** Every rule whose patterns fit the call, and what its condition said; and what it would be without those that decided. */
export function Answers({ trial }: { trial: PolicyTrial }) {
  const { answers, otherwise, rules } = trial;
  return (
    <div className="grid gap-2">
      <h4 className="text-dense font-semibold">
        {answers.length === 0
          ? "No rule is about this action"
          : `${answers.length} ${answers.length === 1 ? "rule is" : "rules are"} about this action`}
      </h4>
      <ul className="grid gap-2">
        {answers.map((answer) => (
          <AnswerRow key={answer.rule} answer={answer} decides={rules.includes(answer.rule)} />
        ))}
      </ul>
      {otherwise && (
        <p className="border-t border-hairline pt-2 text-dense text-muted">
          Without {rules.length === 1 ? "it" : "them"}:{" "}
          <b className="font-semibold">{outcomeWords[otherwise.outcome]}</b>. {reasons[otherwise.reason]}
        </p>
      )}
    </div>
  );
}

function AnswerRow({ answer, decides }: { answer: Answer; decides: boolean }) {
  const { goTo } = useEditor();
  const { rule, effect, line, part, values, detail } = answer;
  const Drawing = icons[effect];
  return (
    <li className="flex items-start gap-2 text-dense">
      <Drawing size={14} className={`mt-[3px] ${decides ? "" : "text-subtle"}`} />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <span className={decides ? "font-medium" : "text-muted"}>
          {line === null ? (
            "Guardrail"
          ) : (
            <button
              type="button"
              className="underline decoration-current/40 underline-offset-3"
              onClick={() => goTo(line)}
            >
              Line {line}
            </button>
          )}
          , <span translate="no">{rule.replace(/^guardrail\//, "")}</span> ({effectWords[effect].group}){" "}
          {answerWords[answer.answer]}
          {decides && ", and decides"}.
        </span>
        {part !== null && (
          <span className="mt-0.5 block text-muted">
            <CodeChip text={part} />
            {values.map(({ path, value }) => (
              <span key={path} className="block text-small">
                <span translate="no">{path}</span>: {value ?? "not there"}
              </span>
            ))}
          </span>
        )}
        {detail !== null && <span className="block text-small text-subtle">{detail}</span>}
      </div>
    </li>
  );
}
