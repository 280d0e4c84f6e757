"use client";

import { useState } from "react";
import { isAppError } from "@/lib/core/errors";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Code } from "@/components/ui/code";
import { Time } from "@/components/ui/time";
import { useNow } from "@/components/ui/use-now";
import type { Noun } from "./column";
import { describeFilter } from "./list-url";
import type { ListUrl } from "./use-list-url";

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
