"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ReadFailure } from "@/components/agents/record/read-failure";
import { Button } from "@/components/ui/button";
import { showHiddenCharacters } from "@/components/ui/fence";
import { Skeleton, SkeletonBar } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { type ReplayedInput, replayedQuery } from "@/lib/policy/queries";
import type { ReplayedPage } from "@/lib/policy/schema";
import { decisionHref } from "../place";

type Replayed = ReplayedPage["data"][number];
type KnownMove = NonNullable<ReplayedInput["move"]>[number];
const pageSize = 20;

/** The decisions that would be others, each with the rule that decided and the one that would. */
export function MovedRows({ replayId, move }: { replayId: string; move: string }) {
  const query = (cursor: string | null): ReplayedInput => ({
    move: [move as KnownMove],
    limit: pageSize,
    ...(cursor !== null && { cursor }),
  });
  const { data, error, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: [...replayedQuery(replayId, query(null)).queryKey, "all"],
    queryFn: ({ pageParam, signal }) => replayedQuery(replayId, query(pageParam)).queryFn({ signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
  if (!data) {
    if (error) return <ReadFailure what="The decisions" error={error} onRetry={() => void refetch()} />;
    return (
      <Skeleton label="Loading decisions">
        <SkeletonBar width="64%" />
        <SkeletonBar width="52%" line="second" />
      </Skeleton>
    );
  }
  return (
    <div className="grid gap-2 py-2 ps-6">
      <ul aria-label="Decisions behind it" className="grid gap-1.5 text-dense">
        {data.pages
          .flatMap((page) => page.data)
          .map((row) => (
            <Row key={row.decision} row={row} />
          ))}
      </ul>
      {hasNextPage && (
        <div>
          <Button size="small" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </div>
  );
}

function Row({ row: { decision, agent, action, before, after } }: { row: Replayed }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
      <TextLink href={decisionHref(decision)}>
        <code translate="no">
          {decision.slice(0, 10)}…{decision.slice(-4)}
        </code>
      </TextLink>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <span translate="no">{agent}</span> <code translate="no">{showHiddenCharacters(action)}</code>
      </span>
      <span className="text-muted [overflow-wrap:anywhere]">
        {nameRule(before)} → {nameRule(after)}
      </span>
    </li>
  );
}

function nameRule({ rule, reason }: Replayed["before"]): string {
  return rule ?? reason.replaceAll("_", " ");
}
