import { Code } from "@/components/ui/code";
import { showHiddenCharacters } from "@/components/ui/fence";
import type { DecisionDetail } from "@/lib/decisions/schema";

type Answer = DecisionDetail["explanation"]["answers"][number];

/** The part of a condition that gave the answer, and each value it read. */
export function AnswerPart({ answer }: { answer: Answer }) {
  const { part, values, detail } = answer;
  if (part === null && detail === null) return null;
  return (
    <div className="grid gap-1 text-dense text-muted [overflow-wrap:anywhere]">
      {part !== null && (
        <p>
          <code translate="no" className="rounded-tag bg-sunken px-1 py-0.5 text-fg">
            {part}
          </code>
        </p>
      )}
      {values.map(({ path, value }) => (
        <p key={path}>
          <Code>{path}</Code>{" "}
          {value === null ? (
            "was not there"
          ) : (
            <>
              was <b className="font-semibold text-fg tabular">{showHiddenCharacters(value)}</b>
            </>
          )}
        </p>
      ))}
      {detail !== null && <p className="text-small text-subtle">{detail}</p>}
    </div>
  );
}
