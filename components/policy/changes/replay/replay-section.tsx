"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Failure } from "@/components/account/failure";
import { Section } from "@/components/shell/page/section";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { formatNumber } from "@/components/ui/format-number";
import { Progress } from "@/components/ui/progress";
import { Time } from "@/components/ui/time";
import { isAppError } from "@/lib/core/errors";
import { cancelReplayMutation, changeReplayQuery, replayPolicyChangeMutation } from "@/lib/policy/queries";
import type { PolicyReplay } from "@/lib/policy/schema";
import type { Read } from "../scope";
import { daysOf } from "../words";
import { describeReplay } from "./replay-words";

const MoveTable = lazy(async () => ({ default: (await import("./move-table")).MoveTable }));

/** Often enough to see it move. */
const everyMs = 1_000;

/** Where a replay is read, and how one is begun. */
export type ReplaySource = { readonly read: Read<PolicyReplay>; readonly start: () => Promise<PolicyReplay> };

export function sourceOfChange(id: string): ReplaySource {
  return {
    read: changeReplayQuery(id),
    start: () => replayPolicyChangeMutation.mutationFn({ params: { id }, body: { days: 30 } }),
  };
}

/** The last replay, read again while it runs. */
export function useReplay({ read }: ReplaySource) {
  return useQuery({
    ...read,
    retry: false,
    refetchInterval: ({ state: { data } }) => (data && runs(data) ? everyMs : false),
  });
}

type Props = { source: ReplaySource; mayReplay: boolean };

/** What would have been decided about what was really asked. */
export function ReplaySection({ source, mayReplay }: Props) {
  const { data: replay, error, refetch } = useReplay(source);
  const client = useQueryClient();
  const keep = (next: PolicyReplay) => client.setQueryData(source.read.queryKey, next);
  const again = useMutation({ mutationFn: source.start, onSuccess: keep });
  const cancel = useMutation({
    mutationFn: (id: string) => cancelReplayMutation.mutationFn({ params: { id } }),
    onSuccess: keep,
    onError: () => void refetch(),
  });
  const isRunning = replay !== undefined && runs(replay);
  const none = isAppError(error) && error.code === "not_found";
  return (
    <Section
      title={replay ? describeReplay(replay) : none ? "Not replayed yet" : "Replay"}
      aside={
        mayReplay && !isRunning ? (
          <Button size="small" busy={again.isPending} busyText="Replaying…" onClick={() => again.mutate()}>
            {replay ? "Replay again" : "Replay"}
          </Button>
        ) : undefined
      }
    >
      <div className="grid gap-3">
        <Failure error={again.error ?? cancel.error ?? (none ? null : error)} />
        {replay && isRunning && (
          <div className="grid max-w-prose gap-2" data-testid="replay-progress">
            <Progress label="Decisions judged" value={replay.done} max={Math.max(replay.total, replay.done, 1)} />
            {replay.abilities.includes("cancel") && (
              <div>
                <Button size="small" busy={cancel.isPending} onClick={() => cancel.mutate(replay.id)}>
                  Cancel<span className="sr-only"> the replay</span>
                </Button>
              </div>
            )}
          </div>
        )}
        {replay?.state === "failed" && (
          <Banner tone="deny" title="The replay failed.">
            {replay.detail ?? "Nothing is known of what it would have changed."} Replay it again.
          </Banner>
        )}
        {replay?.state === "cancelled" && (
          <p className="text-muted">Nothing is known of what it would change. It goes live only after a replay.</p>
        )}
        {replay?.result && <Found replay={replay} result={replay.result} />}
      </div>
    </Section>
  );
}

function runs({ state }: PolicyReplay): boolean {
  return state === "queued" || state === "running";
}

type Result = NonNullable<PolicyReplay["result"]>;

function Found({ replay, result }: { replay: PolicyReplay; result: Result }) {
  const [move, setMove] = useState<string | null>(null);
  return (
    <>
      <Suspense fallback={null}>
        {result.changed > 0 && <MoveTable replay={replay} result={result} open={move} onOpen={setMove} />}
      </Suspense>
      {result.not_replayable > 0 && (
        <p className="text-dense text-muted">
          {formatNumber(result.not_replayable)} could not be judged: their arguments are not kept. They are counted on
          neither side.
        </p>
      )}
      <Questions questions={result.questions} days={daysOf(replay)} />
      <p className="text-small text-subtle">
        <Time at={replay.from} detail="day" /> to <Time at={replay.to} />
        {replay.base_version === null ? ", against nothing live" : `, against version ${replay.base_version}`}.
        {result.changed > result.rows_kept && ` Of what differs, ${formatNumber(result.rows_kept)} rows are kept.`}
      </p>
    </>
  );
}

/** How often each would be asked, as often as they were asked then. */
function Questions({ questions, days }: { questions: Result["questions"]; days: number }) {
  if (questions.length === 0) return null;
  return (
    <div>
      <h3 className="pb-1.5 font-semibold">Who would be asked how often</h3>
      <ul aria-label="Questions for approvers" className="border-b border-hairline text-dense">
        {questions.map(({ approvers, before, after }) => (
          <li
            key={approvers}
            className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 border-t border-hairline py-2"
          >
            <code translate="no" className="min-w-0 [overflow-wrap:anywhere]">
              {approvers}
            </code>
            <span className="tabular">
              <b className="font-semibold">{perDay(after, days)}</b> a day,{" "}
              <span className="text-muted">
                now {perDay(before, days)} ({formatNumber(before)} → {formatNumber(after)} in {days} days)
              </span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function perDay(count: number, days: number): string {
  return (count / days).toFixed(count / days < 10 ? 1 : 0);
}
