import { Section } from "@/components/shell/page/section";
import { CheckIcon } from "@/components/ui/icons/actions";
import { AllowedIcon, AskIcon, DeniedIcon, EndedIcon } from "@/components/ui/icons/states";
import type { DecisionDetail } from "@/lib/decisions/schema";
import { OutcomeBadge } from "../outcome";
import { reasonWords, readRuleName } from "../words";
import { AnswerPart } from "./answer-part";
import { climb, type LadderStep } from "./steps";

type Answer = LadderStep["answers"][number];
const icons = { allow: AllowedIcon, ask: AskIcon, deny: DeniedIcon };
const answerWords = {
  matches: "matches",
  does_not_match: "does not match",
  cannot_be_evaluated: "cannot be evaluated, which counts against the agent",
} as const satisfies Record<Answer["answer"], string>;

/** Every step in its order, what each rule about the action said, and what it would have been without those that decided. */
export function Ladder({ decision }: { decision: DecisionDetail }) {
  const { explanation, rules } = decision;
  return (
    <Section title="How it was decided" aside="The first step that applies decides">
      <ol className="border-b border-hairline">
        {climb(decision).map((step, at) => (
          <Rung key={step.id} step={step} at={at + 1} outcome={decision.outcome} rules={rules} />
        ))}
      </ol>
      <p className="mt-3 text-small text-subtle">{explanation.detail}</p>
      {explanation.otherwise && (
        <p className="mt-2 flex flex-wrap items-center gap-x-2 text-dense text-muted">
          Without {rules.map((rule) => readRuleName(rule).name).join(", ")} it would have been
          <OutcomeBadge outcome={explanation.otherwise.outcome} />
          <span>
            {reasonWords[explanation.otherwise.reason]}
            {explanation.otherwise.rule !== null && `, by ${readRuleName(explanation.otherwise.rule).name}`}
          </span>
        </p>
      )}
    </Section>
  );
}

type RungProps = { step: LadderStep; at: number; outcome: DecisionDetail["outcome"]; rules: readonly string[] };

function Rung({ step, at, outcome, rules }: RungProps) {
  const { state, words, answers } = step;
  const decides = state === "decides";
  const Drawing = decides ? icons[outcome] : state === "passed" ? CheckIcon : EndedIcon;
  const tone = { allow: "tone-allow", ask: "tone-stepup", deny: "tone-deny" }[outcome];
  return (
    <li
      data-state={state}
      className={`grid grid-cols-[1.25rem_1rem_minmax(0,1fr)_auto] items-start gap-x-3 border-t border-hairline py-2 text-dense ${decides ? `${tone} bg-tone-bg shadow-[inset_3px_0_0_var(--tone-border)]` : ""}`}
    >
      <span className={`ps-1.5 text-subtle tabular ${decides ? "text-tone-fg" : ""}`}>{at}</span>
      <Drawing className={`mt-0.5 ${decides ? "text-tone-fg" : "text-subtle"}`} />
      <div className={decides ? "text-fg" : "text-muted"}>
        <p className={decides ? "font-semibold" : ""}>{words}</p>
        {answers.length > 0 && (
          <ul className="mt-1 grid gap-1.5">
            {answers.map((answer) => (
              <AnswerRow key={answer.rule} answer={answer} decided={rules.includes(answer.rule)} />
            ))}
          </ul>
        )}
      </div>
      <span className={`pe-2 ${decides ? "font-semibold text-fg" : "text-subtle"}`}>
        {decides ? "decides" : state === "passed" ? "" : "not reached"}
      </span>
    </li>
  );
}

function AnswerRow({ answer, decided }: { answer: Answer; decided: boolean }) {
  const { name, guardrail } = readRuleName(answer.rule);
  return (
    <li className="[overflow-wrap:anywhere]">
      <span className={decided ? "font-medium text-fg" : "text-muted"}>
        <span translate="no">{name}</span>
        {guardrail ? ", a guardrail," : ","} {answer.line !== null && <>line {answer.line}, </>}
        {answerWords[answer.answer]}
      </span>
      {!decided && <AnswerPart answer={answer} />}
    </li>
  );
}
