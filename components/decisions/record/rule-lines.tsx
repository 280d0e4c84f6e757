import type { RuleExcerpt } from "./surroundings";

/** Lines of a policy with the numbers they have there; the line that holds the deciding part is marked. */
export function RuleLines({ label, rule, part }: { label: string; rule: RuleExcerpt; part: string | null }) {
  const lines = rule.text.split("\n");
  const decides = lines.findIndex((line) => part !== null && line.includes(part));
  return (
    <figure aria-label={label} className="rounded-control border border-hairline bg-canvas py-2">
      <pre translate="no" className="text-dense">
        {lines.map((line, at) => (
          <span
            key={at}
            className={`grid grid-cols-[3.25rem_minmax(0,1fr)] pe-3 whitespace-pre-wrap ${at === decides ? markedClass : ""}`}
          >
            <span aria-hidden className="pe-3.5 text-end text-subtle select-none">
              {rule.line + at}
            </span>
            <span className="[overflow-wrap:anywhere]">
              {line || " "}
              {at === decides && <span className="sr-only"> (this line decides)</span>}
            </span>
          </span>
        ))}
      </pre>
    </figure>
  );
}

const markedClass = "tone-deny bg-tone-bg text-tone-fg shadow-[inset_3px_0_0_var(--tone-border)]";
