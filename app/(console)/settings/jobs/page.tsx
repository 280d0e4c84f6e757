import type { Metadata } from "next";
import { readPage, readSearch } from "@/app/read-page";
import { SettingsPage } from "@/app/settings-page";
import { readListUrl } from "@/components/data/list-url";
import { JobList } from "@/components/settings/job-list";
import { jobListDefinition, readJobQuery } from "@/components/settings/job-words";
import { jobOperations } from "@/lib/jobs/operations";
import { listJobs } from "@/lib/jobs/service";

export const metadata: Metadata = { title: "Background jobs" };

export default async function JobsPage({ searchParams }: PageProps<"/settings/jobs">) {
  const query = readJobQuery(readListUrl(jobListDefinition, readSearch(await searchParams)));
  const page = await readPage((ctx, { read }) =>
    read(jobOperations.listJobs, { query }, (input) => listJobs(ctx, input.query)),
  );
  return (
    <SettingsPage page={page} action="jobs.read" refusal="You cannot see background jobs">
      <JobList />
    </SettingsPage>
  );
}
