"use client";

import type { ReactNode } from "react";
import { Skeleton, SkeletonBar } from "@/components/ui/skeleton";
import { cellClass } from "./cell-class";
import type { Column, Noun } from "./column";
import { tableRole } from "./table-roles";

/** The list has no row and no filter: the first time, or the work is done. The page says which. */
export function EmptyList({ children }: { children: ReactNode }) {
  return <div className="border-t border-hairline">{children}</div>;
}

const skeletonRows = ["64%", "48%", "72%", "56%", "60%", "44%", "68%", "52%"];

/** Rows in their final geometry, after 200 ms. */
export function LoadingRows<Row>({
  noun,
  columns,
  withCheck,
}: {
  noun: Noun;
  columns: readonly Column<Row>[];
  withCheck: boolean;
}) {
  return (
    <tbody {...tableRole.group} className="@max-[36rem]:block">
      {skeletonRows.map((width, index) => (
        <tr
          key={width}
          {...tableRole.row}
          className="@max-[36rem]:block @max-[36rem]:border-b @max-[36rem]:border-hairline @max-[36rem]:px-page @max-[36rem]:py-3"
        >
          {withCheck && <td {...tableRole.cell} className={cellClass({ kind: "check", phone: "hidden" })} />}
          {columns.map((column, at) => (
            <td
              key={column.id}
              {...tableRole.cell}
              className={cellClass({
                kind: at === 0 ? "title" : "value",
                room: column.room,
                phone: at === 0 ? undefined : "hidden",
              })}
            >
              <Skeleton label={index === 0 && at === 0 ? `Loading ${noun[1]}` : ""}>
                <SkeletonBar width={width} end={column.align === "end"} />
                {at === 0 && <SkeletonBar width="80%" line="second" />}
              </Skeleton>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
