import type { ReactNode } from "react";

type Column = { header: ReactNode; align?: "start" | "end"; width?: string; phone?: "hidden" };
type Row = { id: string; cells: readonly ReactNode[] };

const cell = "px-2 align-middle first:ps-0 last:pe-0";

/** A small table with everything on one page. Lists that page, sort or filter take `components/data/data-table`. */
export function SimpleTable({
  label,
  columns,
  rows,
  empty,
}: {
  label: string;
  columns: readonly Column[];
  rows: readonly Row[];
  empty?: ReactNode;
}) {
  if (rows.length === 0 && empty !== undefined)
    return <p className="border-y border-hairline py-4 text-muted">{empty}</p>;
  return (
    <table aria-label={label} className="w-full border-separate border-spacing-0">
      <thead>
        <tr>
          {columns.map((column, index) => (
            <th
              key={index}
              scope="col"
              style={{ width: column.width }}
              className={`${cell} ${place(column)} h-9 border-b border-hairline text-small font-medium whitespace-nowrap text-subtle`}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {row.cells.map((content, index) => {
              const look = `${cell} ${place(columns[index])} h-(--row-height) border-b border-hairline py-1 text-dense leading-4.5`;
              return index === 0 ? (
                <th key={row.id} scope="row" className={`${look} font-normal`}>
                  {content}
                </th>
              ) : (
                <td key={index} className={look}>
                  {content}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function place(column: Column | undefined): string {
  const hidden = column?.phone === "hidden" ? "max-tablet:hidden" : "";
  return column?.align === "end" ? `text-end ${hidden}` : `text-start ${hidden}`;
}

/** Two lines of a cell: what it is, and the detail. An exception takes the detail's place. */
export function TwoLines({ first, second }: { first: ReactNode; second?: ReactNode }) {
  return (
    <>
      <span className="block text-body leading-4.5 font-medium">{first}</span>
      {second !== undefined && <span className="block text-small text-subtle">{second}</span>}
    </>
  );
}

/** On a phone: what columns say that are hidden there. */
export function PhoneLine({ children }: { children: ReactNode }) {
  return <span className="block text-small text-subtle tablet:hidden">{children}</span>;
}
