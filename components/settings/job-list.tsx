"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Column } from "@/components/data/column";
import { DataTable } from "@/components/data/data-table";
import { useListUrl } from "@/components/data/use-list-url";
import { PageHead } from "@/components/shell/page/page-head";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { DeniedIcon, LiveIcon, PendingIcon, StaleIcon } from "@/components/ui/icons/states";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { TwoLines } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { showToast } from "@/components/ui/toast";
import { discardJobMutation, jobPageQuery, jobReads, retryJobMutation } from "@/lib/jobs/queries";
import type { Job } from "@/lib/jobs/schema";
import type { JobState } from "@/lib/jobs/rules";
import { describeJob, jobListDefinition, jobStateWords, readJobQuery } from "./job-words";
import { useRefresh } from "./use-refresh";

/** What runs behind the screens and is not done yet. A job that is done is forgotten. */
export function JobList() {
  const list = useListUrl(jobListDefinition);
  const result = useQuery({ ...jobPageQuery(readJobQuery(list.values)), refetchInterval: 10_000 });
  return (
    <>
      <PageHead title="Background jobs" subtitle="What waits, runs or failed. A job that is done is forgotten." />
      <DataTable
        id="jobs"
        label="Background jobs, newest first"
        noun={["job", "jobs"]}
        columns={columns}
        list={list}
        result={result}
        empty={
          <EmptyState title="Nothing waits, and nothing failed">
            <p>
              Mails and housekeeping run here. A job that fails is tried again by itself; only one that failed for good
              needs you.
            </p>
          </EmptyState>
        }
      />
    </>
  );
}

const columns: readonly [Column<Job>, ...Column<Job>[]] = [
  {
    id: "name",
    header: "Job",
    cell: ({ name, last_error }) => (
      <TwoLines first={describeJob(name)} {...(last_error === null ? {} : { second: last_error })} />
    ),
  },
  { id: "state", header: "State", width: "10rem", cell: ({ state }) => <JobBadge state={state} /> },
  {
    id: "attempts",
    header: "Attempts",
    width: "6rem",
    align: "end",
    phone: "hidden",
    cell: ({ attempts, max_attempts }) => `${attempts} of ${max_attempts}`,
  },
  {
    id: "run",
    header: "Next try",
    width: "9rem",
    align: "end",
    room: "middle",
    phone: "hidden",
    cell: ({ state, run_at }) =>
      state === "failed" ? <span className="text-subtle">None</span> : <Time at={run_at} />,
  },
  { id: "actions", header: "Change", width: "9.5rem", align: "end", cell: (job) => <JobActions job={job} /> },
];

const badges = {
  waiting: { tone: "neutral", icon: PendingIcon },
  retrying: { tone: "pending", icon: StaleIcon },
  running: { tone: "allow", icon: LiveIcon },
  failed: { tone: "deny", icon: DeniedIcon },
} as const satisfies Record<JobState, unknown>;

function JobBadge({ state }: { state: JobState }) {
  const { tone, icon } = badges[state];
  return (
    <Badge tone={tone} icon={icon}>
      {jobStateWords[state]}
    </Badge>
  );
}

function JobActions({ job }: { job: Job }) {
  const [discarding, setDiscarding] = useState(false);
  const refresh = useRefresh(jobReads);
  const retry = useMutation({
    ...retryJobMutation,
    onSuccess: () => showToast({ title: "It runs again, with all its attempts", detail: describeJob(job.name) }),
    onError: (error) => showToast({ title: "Nothing was changed", detail: error.message, failed: true }),
    onSettled: refresh,
  });
  async function discard() {
    await discardJobMutation.mutationFn({ params: { id: job.id } }).finally(() => void refresh());
    showToast({ title: "Job discarded", detail: describeJob(job.name) });
  }
  if (job.abilities.length === 0) return null;
  const name = <span className="sr-only"> {describeJob(job.name)}</span>;
  return (
    <span className="inline-flex gap-2">
      <Button
        size="small"
        busy={retry.isPending}
        busyText="Starting…"
        onClick={() => retry.mutate({ params: { id: job.id } })}
      >
        Retry{name}
      </Button>
      <Button size="small" variant="danger" onClick={() => setDiscarding(true)}>
        Discard{name}
      </Button>
      <ConfirmDialog
        open={discarding}
        onOpenChange={setDiscarding}
        title="Discard this job?"
        confirmLabel="Discard job"
        busyText="Discarding…"
        danger
        onConfirm={discard}
      >
        “{describeJob(job.name)}” is given up: what it was to do is not done. Its event stays in the log.
      </ConfirmDialog>
    </span>
  );
}
