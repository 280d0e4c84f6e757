import { DiffersIcon } from "@/components/ui/icons/actions";
import { tableRole } from "./table-roles";

export type Change = { field: string; before: string | null; after: string | null };

/** What changed, field by field: deviations first and marked, matching fields folded into one line that names them. */
export function DiffView({
  label,
  changes,
  beforeLabel = "Before",
  afterLabel = "After",
}: {
  label: string;
  changes: readonly Change[];
  beforeLabel?: string;
  afterLabel?: string;
}) {
  const different = changes.filter(({ before, after }) => before !== after);
  const same = changes.filter(({ before, after }) => before === after);
  return (
    <div className="@container overflow-hidden rounded-card border border-hairline">
      <table
        {...tableRole.table}
        aria-label={label}
        className="w-full table-fixed border-separate border-spacing-0 @max-[30rem]:block"
      >
        <thead {...tableRole.group} className="@max-[30rem]:sr-only">
          <tr {...tableRole.row} className="text-small text-subtle">
            {["Field", beforeLabel, afterLabel].map((header, index) => (
              <th
                key={header}
                {...tableRole.columnHeader}
                className={`h-8 px-3 text-start font-medium ${index === 0 ? "w-1/4" : ""}`}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...tableRole.group} className="@max-[30rem]:block">
          {different.map((change) => (
            <ChangeRow key={change.field} change={change} beforeLabel={beforeLabel} afterLabel={afterLabel} />
          ))}
        </tbody>
      </table>
      {different.length === 0 && (
        <p className="border-t border-hairline px-3 py-2 text-dense text-muted">Nothing differs.</p>
      )}
      {same.length > 0 && (
        <details className="border-t border-hairline text-dense text-muted">
          <summary className="cursor-pointer px-3 py-2">
            {same.length} other {same.length === 1 ? "field matches" : "fields match"}:{" "}
            {same.map(({ field }) => field).join(", ")}
          </summary>
          <dl className="grid grid-cols-[minmax(6rem,25%)_minmax(0,1fr)] gap-x-3 gap-y-1 px-3 pb-3">
            {same.map(({ field, after }) => (
              <div key={field} className="col-span-2 grid grid-cols-subgrid">
                <dt className="text-subtle">{field}</dt>
                <dd className="[overflow-wrap:anywhere]">{after ?? "None"}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  );
}

const valueClass =
  "border-t border-hairline px-3 py-2 text-start align-top text-dense [overflow-wrap:anywhere] @max-[30rem]:block";

function ChangeRow({ change, beforeLabel, afterLabel }: { change: Change; beforeLabel: string; afterLabel: string }) {
  return (
    <tr {...tableRole.row} className="@max-[30rem]:block">
      <th
        {...tableRole.rowHeader}
        className={`${valueClass} font-normal text-muted @max-[30rem]:pb-0 @max-[30rem]:font-medium`}
      >
        {change.field}
      </th>
      <td {...tableRole.cell} className={`${valueClass} @max-[30rem]:border-t-0`}>
        <span className="me-1 text-small text-subtle @min-[30rem]:sr-only">{beforeLabel}</span>
        <del className="no-underline">{change.before ?? <span className="text-subtle">None</span>}</del>
      </td>
      <td
        {...tableRole.cell}
        className={`${valueClass} tone-info bg-tone-bg font-medium text-tone-fg shadow-[inset_3px_0_0_var(--tone-border)] forced:border-s-2`}
      >
        <ins className="flex gap-2 no-underline">
          <DiffersIcon className="mt-0.5" />
          <span>
            <span className="me-1 text-small font-normal @min-[30rem]:sr-only">{afterLabel}</span>
            {change.after ?? "None"}
          </span>
        </ins>
      </td>
    </tr>
  );
}
