import type { Metadata } from "next";
import { connection } from "next/server";
import { EntryIndex } from "@/components/api-docs/entry-index";
import { OperationEntry } from "@/components/api-docs/operation-entry";
import { ProblemTable } from "@/components/api-docs/problem-table";
import { getSettings } from "@/lib/config/settings";
import { documented } from "@/lib/openapi/route-operations";
import { describeReference, listAllProblems } from "@/lib/openapi/reference";

export const metadata: Metadata = { title: "API" };

export default async function ApiDocsPage() {
  await connection();
  const groups = describeReference(documented);
  const { publicUrl } = getSettings();
  return (
    <div className="mx-auto grid max-w-page gap-x-10 px-page py-6 rail:grid-cols-[16rem_minmax(0,1fr)]">
      <EntryIndex groups={groups} />
      <main id="main" className="min-w-0">
        <h1 className="text-title font-semibold">API</h1>
        <div className="mt-2 grid max-w-prose gap-2 text-muted">
          <p>
            Everything the console does, it does through these addresses, under {publicUrl}. For programs:{" "}
            <a className="text-link underline underline-offset-3" href={`${publicUrl}/api/openapi.json`}>
              OpenAPI 3.1
            </a>
            .
          </p>
          <p>
            JSON in snake_case, instants in UTC with milliseconds. Unknown fields and query keys are refused, and all
            faults of an input are told at once. Lists take limit and cursor and answer data and next_cursor. A filter
            may be repeated.
          </p>
        </div>
        {groups.map(({ tag, anchor, entries }) => (
          <section key={tag} aria-labelledby={anchor} className="mt-8">
            <h2 id={anchor} className="border-b border-hairline pb-2 text-section font-semibold">
              {tag}
            </h2>
            {entries.map((entry) => (
              <OperationEntry key={entry.id} entry={entry} />
            ))}
          </section>
        ))}
        <ProblemTable problems={listAllProblems()} />
      </main>
    </div>
  );
}
