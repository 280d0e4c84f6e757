import { Code } from "@/components/ui/code";
import { Tag } from "@/components/ui/tag";
import { FieldTable } from "./field-table";

type Field = { name: string; type: string; required: boolean; words: string };
type Entry = {
  id: string;
  method: string;
  path: string;
  summary: string;
  who: string;
  notes: readonly string[];
  lists: readonly { title: string; sent: boolean; fields: readonly Field[] }[];
  samples: readonly { title: string; text: string }[];
  problems: readonly { code: string; status: number }[];
};

/** One operation: where, what for, who may, what goes in and comes out, and how it can fail. */
export function OperationEntry({ entry }: { entry: Entry }) {
  const { id, method, path, summary, who, notes, lists, samples, problems } = entry;
  return (
    <article aria-labelledby={id} className="border-b border-hairline py-6">
      <h3 id={id} className="flex flex-wrap items-center gap-2 text-large font-semibold">
        <Tag>{method}</Tag>
        <span className="min-w-0">
          <Code>{path}</Code>
        </span>
      </h3>
      <p className="mt-2 max-w-prose">{summary}.</p>
      <ul className="mt-2 grid max-w-prose gap-1 text-dense text-muted">
        <li>Who may: {who}</li>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      {lists.map(({ title, sent, fields }) => (
        <FieldTable key={title} title={title} sent={sent} fields={fields} label={`${title}: ${method} ${path}`} />
      ))}
      <div className="mt-4 grid gap-4 tablet:grid-cols-2">
        {samples.map(({ title, text }) => (
          <Sample key={title} title={title} text={text} label={`${title} of ${method} ${path}`} />
        ))}
      </div>
      {problems.length > 0 && (
        <p className="mt-4 text-dense text-muted">
          Problems:{" "}
          {problems.map(({ code, status }, index) => (
            <span key={code}>
              {index > 0 && ", "}
              {status} <Code>{code}</Code>
            </span>
          ))}
        </p>
      )}
    </article>
  );
}

function Sample({ title, text, label }: { title: string; text: string; label: string }) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 text-small font-medium text-subtle">{title}</figcaption>
      <pre
        tabIndex={0}
        aria-label={label}
        translate="no"
        className="max-h-80 overflow-auto rounded-control border border-hairline bg-canvas px-3 py-2 text-dense"
      >
        {text}
      </pre>
    </figure>
  );
}
