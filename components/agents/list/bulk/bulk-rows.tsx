import { useEffect, useRef } from "react";
import { formatCount } from "@/components/ui/format-number";
import { AllowedIcon, GapIcon } from "@/components/ui/icons/states";
import type { BulkVerb } from "@/lib/agents/rules";
import { bulkWords } from "./bulk-words";
import type { BulkAnswer } from "./use-bulk";

type Props = { verb: BulkVerb; answers: readonly BulkAnswer[]; stage: "preview" | "result" };

/** What would happen, or what did: first the exceptions with their reasons, then the rest by name. */
export function BulkRows({ verb, answers, stage }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const failed = answers.filter(({ row }) => row.outcome === "failed");
  const rest = answers.filter(({ row }) => row.outcome !== "failed");
  // The button that led here is gone; whoever listens continues with the outcome.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="grid gap-5">
      <h3 ref={heading} tabIndex={-1} className="font-semibold outline-none">
        {sumUp(verb, rest.length, failed.length, stage)}
      </h3>
      {failed.length > 0 && (
        <RowList
          heading={stage === "preview" ? "Would stay as they are" : "Stayed as they were"}
          answers={failed}
          bad
        />
      )}
      {rest.length > 0 && <RowList heading={stage === "preview" ? "Would change" : "Done"} answers={rest} />}
    </div>
  );
}

function sumUp(verb: BulkVerb, done: number, failed: number, stage: Props["stage"]): string {
  const { would, did } = bulkWords[verb];
  const all = done + failed;
  if (done === 0) return stage === "preview" ? "Nothing would change." : "Nothing changed.";
  if (stage === "preview")
    return failed === 0
      ? `${formatCount(done, "agent")} ${would}.`
      : `${done} of ${formatCount(all, "agent")} ${would}.`;
  return failed === 0
    ? `${formatCount(done, "agent")} ${did}.`
    : `${formatCount(done, "agent")} ${did}, ${failed} not.`;
}

function RowList({
  heading,
  answers,
  bad = false,
}: {
  heading: string;
  answers: readonly BulkAnswer[];
  bad?: boolean;
}) {
  const Drawing = bad ? GapIcon : AllowedIcon;
  return (
    <section>
      <h4 className="text-small font-medium text-subtle">
        {heading} ({answers.length})
      </h4>
      <ul className="mt-1">
        {answers.map(({ agent, row }) => (
          <li key={agent.id} className="flex gap-2 border-t border-hairline py-2 text-dense first:border-t-0">
            <Drawing size={14} className={`mt-0.5 ${bad ? "text-deny-fg" : "text-subtle"}`} />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <span className="font-medium">{agent.name}</span>
              {row.detail !== null && <span className="block text-muted">{row.detail}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
