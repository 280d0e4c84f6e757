"use client";

import { FallIcon, RiseIcon } from "@/components/ui/icons/actions";
import { cellClass } from "./cell-class";
import type { Column } from "./column";
import { tableRole } from "./table-roles";
import type { ListUrl } from "./use-list-url";

/** Pressing a header sorts by it, pressing again turns the order round. */
export function HeaderCell<Row>({ column, list }: { column: Column<Row>; list: ListUrl }) {
  const direction = readDirection(column.sort, list.values.sort);
  const look = cellClass({ kind: "value", align: column.align, room: column.room, phone: column.phone });
  return (
    <th
      {...tableRole.columnHeader}
      style={{ width: column.width }}
      aria-sort={column.sort === undefined ? undefined : (direction ?? "none")}
      className={`${look} sticky top-0 z-10 h-9! bg-surface text-small! font-medium! whitespace-nowrap text-subtle`}
    >
      {column.sort === undefined ? (
        column.header
      ) : (
        <>
          <span className="@min-[36rem]:hidden">{column.header}</span>
          <button
            type="button"
            onClick={() => list.sortBy(turnSort(column.sort ?? "", list))}
            className={`-mx-1 hidden h-6 items-center gap-1 rounded-tag px-1 transition-colors hover:text-fg @min-[36rem]:inline-flex ${direction ? "text-fg" : ""}`}
          >
            {column.header}
            {direction === "ascending" && <RiseIcon size={12} />}
            {direction === "descending" && <FallIcon size={12} />}
          </button>
        </>
      )}
    </th>
  );
}

export function readDirection(key: string | undefined, sort: string): "ascending" | "descending" | undefined {
  if (key === undefined) return undefined;
  if (sort === key) return "ascending";
  return sort === `-${key}` ? "descending" : undefined;
}

/** The other way round if the list can do that, otherwise the first way it can. */
function turnSort(key: string, { values, definition }: ListUrl): string {
  const wanted = values.sort === key ? `-${key}` : key;
  return definition.sorts.includes(wanted)
    ? wanted
    : (definition.sorts.find((sort) => sort === key || sort === `-${key}`) ?? values.sort);
}
