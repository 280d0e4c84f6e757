import { csvColumnNames, csvColumns } from "@/lib/imports/rules";

/** Which columns of a table are read, and under which other names. */
export function CsvColumns() {
  return (
    <details className="text-dense text-muted">
      <summary className="cursor-pointer py-1">Columns of a CSV that are read</summary>
      <div className="grid max-w-prose gap-2 ps-3 pt-1">
        <p>Only name is required. Any other column is named before you import and left out.</p>
        <dl className="grid gap-1">
          {csvColumnNames.map((name) => (
            <div key={name} className="flex flex-wrap gap-x-2">
              <dt>
                <code translate="no">{name}</code>
              </dt>
              {csvColumns[name].length > 0 && (
                <dd translate="no" className="text-subtle [overflow-wrap:anywhere]">
                  or {csvColumns[name].join(", ")}
                </dd>
              )}
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
}
