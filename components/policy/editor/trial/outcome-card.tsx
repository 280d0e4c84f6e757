"use client";

import { AllowedIcon, AskIcon, DeniedIcon } from "@/components/ui/icons/states";
import { describeApprovers, describeSeconds, type Outcome } from "@/lib/policy/rules";
import type { PolicyTrial } from "@/lib/policy/schema";
import { useEditor } from "../state/use-editor";
import { outcomeWords, riskWords } from "../words";

export const outcomeLooks = {
  allow: { tone: "tone-allow", icon: AllowedIcon },
  ask: { tone: "tone-stepup", icon: AskIcon },
  deny: { tone: "tone-deny", icon: DeniedIcon },
} as const satisfies Record<Outcome, object>;

/** What would be decided, in words, and by which line. */
export function OutcomeCard({ trial }: { trial: PolicyTrial }) {
  const { outcome, detail, rule, asks, answers } = trial;
  const { tone, icon: Drawing } = outcomeLooks[outcome];
  const deciding = answers.find((answer) => answer.rule === rule);
  return (
    <div
      data-testid="trial-outcome"
      data-outcome={outcome}
      className={`${tone} rounded-card border border-tone-border bg-tone-bg px-4 py-3`}
    >
      <p className="flex items-center gap-2 text-effect font-semibold text-tone-fg">
        <Drawing size={20} />
        {outcomeWords[outcome]}
      </p>
      <p className="mt-1 text-fg">
        {detail} {rule !== null && <Deciding rule={rule} line={deciding?.line ?? null} />}
        <ReadValues values={deciding?.values ?? []} />
      </p>
      {asks && (
        <p className="mt-1.5 text-dense text-fg">
          A person is asked ({riskWords[asks.risk]}, {describeSeconds(asks.window_seconds)}, then denied):{" "}
          {asks.approvers.map(describeApprovers).join("; and ")}.
        </p>
      )}
    </div>
  );
}

function Deciding({ rule, line }: { rule: string; line: number | null }) {
  const { goTo } = useEditor();
  if (line === null) {
    return (
      <>
        The guardrail <b className="font-semibold">{rule.replace(/^guardrail\//, "")}</b> decides.
      </>
    );
  }
  return (
    <>
      <button
        type="button"
        className="font-semibold underline decoration-1 underline-offset-3"
        onClick={() => goTo(line)}
      >
        Line {line}
      </button>
      , <span translate="no">{rule}</span>, decides.
    </>
  );
}

function ReadValues({ values }: { values: PolicyTrial["answers"][number]["values"] }) {
  if (values.length === 0) return null;
  return (
    <span className="mt-1 block text-dense [overflow-wrap:anywhere]">
      {values.map(({ path, value }, at) => (
        <span key={path}>
          {at > 0 && ", "}
          <span translate="no">{path}</span>{" "}
          {value === null ? "is not there" : <b className="font-semibold">{value}</b>}
        </span>
      ))}
    </span>
  );
}
