"use client";

import { lazy, type ReactNode, useState, Suspense } from "react";
import { Checkbox } from "@/components/ui/form/checkbox";
import { cellClass, rowClass } from "./cell-class";
import type { Column, ListResult, Noun } from "./column";
import { ColumnChoice, DensityChoice, SortMenu, useHiddenColumns } from "./view-controls";
import { FilterBar } from "./filter-bar";
import { HeaderCell } from "./header-cell";
import { Pager } from "./pager";
import { SelectionBar } from "./selection-bar";
import { tableRole } from "./table-roles";
import { EmptyList, LoadingRows } from "./list-states";
import type { ListUrl } from "./use-list-url";

/** Loaded when a list has nothing to show or could not be read. */
const FailedList = lazy(async () => ({ default: (await import("./list-trouble")).FailedList }));
const NoMatch = lazy(async () => ({ default: (await import("./list-trouble")).NoMatch }));

type Selection<Row> = {
  name: (row: Row) => string;
  /** `keep` leaves only these chosen: those with which it did not work. */
  renderActions: (rows: readonly Row[], clear: () => void, keep: (ids: readonly string[]) => void) => ReactNode;
};

type Props<Row extends { id: string }> = {
  /** Names the list in the URL of its stored columns. */
  id: string;
  label: string;
  noun: Noun;
  columns: readonly [Column<Row>, ...Column<Row>[]];
  list: ListUrl;
  result: ListResult<Row>;
  searchLabel?: string;
  /** What a list without any row says: the first-time state. */
  empty: ReactNode;
  selection?: Selection<Row>;
  /** Rows that are out of use are drawn quieter. */
  isQuiet?: (row: Row) => boolean;
};

/** A list with server paging: filters, sort and page in the URL, every state drawn, rows become cards when it is narrow. */
export function DataTable<Row extends { id: string }>({
  id,
  label,
  noun,
  columns,
  list,
  result,
  searchLabel,
  empty,
  selection,
  isQuiet,
}: Props<Row>) {
  const [hidden, setHidden] = useHiddenColumns(id, columns);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shown = columns.filter((column) => !hidden.includes(column.id));
  const rows = result.data?.data ?? [];
  const ids = rows.map((row) => row.id);
  const selected = rows.filter((row) => chosen.has(row.id));
  const failure = result.data === undefined ? result.error : null;
  const blank = !result.isPending && failure === null && rows.length === 0;
  if (blank && !list.filtered && !list.hasPrevious) return <EmptyList>{empty}</EmptyList>;

  const keep = (some: readonly string[]) => setChosen(new Set(some));
  const choose = (some: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const one of some)
      if (on) next.add(one);
      else next.delete(one);
    setChosen(next);
  };

  return (
    <div className="@container flex flex-1 flex-col">
      <FilterBar
        label={`Filter ${noun[1]}`}
        searchLabel={searchLabel}
        list={list}
        end={
          <>
            <SortMenu columns={columns} list={list} />
            <DensityChoice />
            <ColumnChoice columns={columns} hidden={hidden} onChange={setHidden} />
          </>
        }
      />
      {failure !== null || blank ? (
        <Suspense fallback={null}>
          {failure === null && <NoMatch noun={noun} list={list} />}
          {failure !== null && <FailedList noun={noun} error={failure} onRetry={() => void result.refetch()} />}
        </Suspense>
      ) : (
        <>
          <table
            {...tableRole.table}
            aria-label={label}
            aria-busy={result.isFetching}
            className="w-full table-fixed border-separate border-spacing-0 @max-[36rem]:block"
          >
            <thead {...tableRole.group} className="@max-[36rem]:sr-only">
              <tr {...tableRole.row}>
                {selection && (
                  <th {...tableRole.columnHeader} className={cellClass({ kind: "check" })}>
                    <Checkbox
                      aria-label={`Select all ${rows.length} on this page`}
                      disabled={rows.length === 0}
                      checked={rows.length > 0 && selected.length === rows.length}
                      indeterminate={selected.length > 0 && selected.length < rows.length}
                      onChange={(event) => choose(ids, event.target.checked)}
                    />
                  </th>
                )}
                {shown.map((column) => (
                  <HeaderCell key={column.id} column={column} list={list} />
                ))}
              </tr>
            </thead>
            {result.isPending ? (
              <LoadingRows noun={noun} columns={shown} withCheck={selection !== undefined} />
            ) : (
              <tbody {...tableRole.group} className="@max-[36rem]:block">
                {rows.map((row) => (
                  <TableRow
                    key={row.id}
                    row={row}
                    columns={shown}
                    quiet={isQuiet?.(row) === true}
                    selected={chosen.has(row.id)}
                    {...(selection
                      ? {
                          selectLabel: `Select ${selection.name(row)}`,
                          onSelect: (on: boolean) => choose([row.id], on),
                        }
                      : {})}
                  />
                ))}
              </tbody>
            )}
          </table>
          {!result.isPending && (
            <Pager
              noun={noun}
              count={rows.length}
              samples={rows.filter(isSampleRow).length}
              list={list}
              nextCursor={result.data?.next_cursor ?? null}
            />
          )}
        </>
      )}
      {selection && selected.length > 0 && (
        <SelectionBar count={selected.length} onClear={() => keep([])}>
          {selection.renderActions(selected, () => keep([]), keep)}
        </SelectionBar>
      )}
    </div>
  );
}

type RowProps<Row> = {
  row: Row;
  columns: readonly Column<Row>[];
  quiet: boolean;
  selected: boolean;
  selectLabel?: string;
  onSelect?: (on: boolean) => void;
};

function TableRow<Row>({ row, columns, quiet, selected, selectLabel, onSelect }: RowProps<Row>) {
  const checkable = onSelect !== undefined;
  return (
    <tr
      {...tableRole.row}
      aria-selected={checkable ? selected : undefined}
      className={rowClass({ selected, quiet, checkable })}
    >
      {checkable && (
        <td {...tableRole.cell} className={cellClass({ kind: "check" })}>
          <Checkbox aria-label={selectLabel} checked={selected} onChange={(event) => onSelect(event.target.checked)} />
        </td>
      )}
      {columns.map((column, index) => {
        const look = cellClass({
          kind: index === 0 ? "title" : "value",
          align: column.align,
          room: column.room,
          phone: index === 0 ? undefined : column.phone,
        });
        const content = (
          <>
            {column.phoneLabel && <span className="text-subtle @min-[36rem]:hidden">{column.header} </span>}
            {column.cell(row)}
          </>
        );
        return index === 0 ? (
          <th key={column.id} {...tableRole.rowHeader} className={look}>
            {content}
          </th>
        ) : (
          <td key={column.id} {...tableRole.cell} className={look}>
            {content}
          </td>
        );
      })}
    </tr>
  );
}

/** Sample data is listed and marked; what is counted is what is real. */
function isSampleRow(row: object): boolean {
  return "sample" in row && row.sample === true;
}
