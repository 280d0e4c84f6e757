"use client";

import { type ReactNode, useState } from "react";
import { isAppError } from "@/lib/core/errors";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Code } from "@/components/ui/code";
import { Time } from "@/components/ui/time";
import { Skeleton, SkeletonBar } from "@/components/ui/skeleton";
import { useNow } from "@/components/ui/use-now";
import { cellClass } from "./cell-class";
import type { Column, Noun } from "./column";
import { describeFilter } from "./list-url";
import { tableRole } from "./table-roles";
import type { ListUrl } from "./use-list-url";

/** The list has no row and no filter: the first time, or the work is done. The page says which. */
export function EmptyList({ children }: { children: ReactNode }) {
  return <div className="border-t border-hairline">{children}</div>;
}

export function NoMatch({ noun, list }: { noun: Noun; list: ListUrl }) {
  const active = list.definition.filters.filter(({ key }) => list.values.filters[key] !== undefined);
  const count = active.length + (list.values.q === "" ? 0 : 1);
  return (
    <div className="border-t border-hairline">
      <EmptyState
        title={count > 1 ? `No ${noun[0]} matches all ${count} filters` : `No ${noun[0]} matches`}
        actions={
          <>
            {active.map((filter) => {
              const { label, value } = describeFilter(filter, list.values.filters[filter.key] ?? []);
              return (
                <Button key={filter.key} onClick={() => list.filterBy(filter.key, [])}>
                  Remove “{label} {value}”
                </Button>
              );
            })}
            {list.values.q !== "" && <Button onClick={() => list.search("")}>Remove “{list.values.q}”</Button>}
            {count > 1 && (
              <Button variant="quiet" onClick={list.clear}>
                Clear all
              </Button>
            )}
          </>
        }
      >
        <p>The link to this page keeps the filters; others see the same.</p>
      </EmptyState>
    </div>
  );
}

/** A refusal says what is missing and who can give it; a failure carries what support needs to find it. */
export function FailedList({ noun, error, onRetry }: { noun: Noun; error: Error; onRetry: () => void }) {
  const forbidden = isAppError(error) && error.code === "forbidden";
  return (
    <div className="border-t border-hairline" role="alert">
      <EmptyState
        title={forbidden ? `You cannot see these ${noun[1]}` : `The ${noun[1]} could not be read`}
        actions={
          forbidden ? undefined : (
            <Button variant="primary" onClick={onRetry}>
              Try again
            </Button>
          )
        }
        trace={<FailureTrace error={error} />}
      >
        <p>{error.message}</p>
      </EmptyState>
    </div>
  );
}

/** Code, request id and time of a failure, in that order. */
export function FailureTrace({ error }: { error: Error }) {
  const now = useNow();
  const [at, setAt] = useState<number | null>(null);
  if (at === null && now !== null) setAt(now);
  const requestId = "requestId" in error && typeof error.requestId === "string" ? error.requestId : null;
  const status = "status" in error && typeof error.status === "number" && error.status > 0 ? `${error.status} ` : "";
  return (
    <>
      {status}
      {isAppError(error) ? <Code>{error.code}</Code> : error.name}
      {requestId !== null && (
        <>
          , request <Code>{requestId}</Code>
        </>
      )}
      {at !== null && (
        <>
          , <Time at={new Date(at)} detail="second" />
        </>
      )}
    </>
  );
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
