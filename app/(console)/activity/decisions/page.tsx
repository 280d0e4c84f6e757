import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { readPage, readSearch } from "@/app/read-page";
import { readListUrl } from "@/components/data/list-url";
import { decisionList, readEveryQuery, readFoldedQuery } from "@/components/decisions/list/decision-filters";
import { DecisionList } from "@/components/decisions/list/decision-list";
import { NoDecisionAccess } from "@/components/decisions/no-access";
import { readPreferences } from "@/components/shell/preferences/read-preferences";
import { decisionOperations } from "@/lib/decisions/operations";
import { listDecisions, listDecisionShapes } from "@/lib/decisions/service";

export const metadata: Metadata = { title: "Decisions" };

export default async function DecisionsPage({ searchParams }: PageProps<"/activity/decisions">) {
  const search = readSearch(await searchParams);
  const { timeZone } = await readPreferences();
  const clock = { now: new Date().toISOString(), zone: timeZone ?? "UTC" };
  const page = await readPage(async (ctx, { read }) => {
    const values = readListUrl(decisionList, search);
    const { listDecisions: every, listDecisionShapes: folded } = decisionOperations;
    if (search.get("show") === "every") {
      await read(every, { query: readEveryQuery(values, clock) }, ({ query }) => listDecisions(ctx, query));
    } else {
      await read(folded, { query: readFoldedQuery(values, clock) }, ({ query }) => listDecisionShapes(ctx, query));
    }
  });
  if (page.state === null) return <NoDecisionAccess />;
  return (
    <HydrationBoundary state={page.state}>
      <DecisionList clock={clock} />
    </HydrationBoundary>
  );
}
