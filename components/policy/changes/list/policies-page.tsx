"use client";

import { useListUrl } from "@/components/data/use-list-url";
import { PageHead } from "@/components/shell/page/page-head";
import { changeListDefinition, readEmergencyQuery, readWaitingQuery } from "./change-filters";
import { ChangeList } from "./change-list";
import { EmergencyList } from "./emergency-list";
import { GuardrailsStrip } from "./guardrails-strip";
import { WaitingList } from "./waiting-list";

/** What holds for all agents, what is about to change, and what did. */
export function PoliciesPage({ viewerId }: { viewerId: string }) {
  const list = useListUrl(changeListDefinition);
  return (
    <>
      <PageHead
        title="Policies"
        subtitle="What is about to change in what agents may do, and what did. An agent’s own policy is on its page."
      />
      <div className="px-page">
        <EmergencyList query={readEmergencyQuery(list.values)} />
        <WaitingList query={readWaitingQuery(list.values)} viewerId={viewerId} />
        <GuardrailsStrip />
      </div>
      <section aria-labelledby="all-changes" className="flex flex-1 flex-col">
        <h2 id="all-changes" className="border-t border-hairline px-page pt-5 pb-3 text-section font-semibold">
          All changes
        </h2>
        <ChangeList list={list} />
      </section>
    </>
  );
}
