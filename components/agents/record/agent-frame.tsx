"use client";

import { lazy, type ReactNode, Suspense } from "react";
import { PageHead } from "@/components/shell/page/page-head";
import { Skeleton, SkeletonBar } from "@/components/ui/skeleton";
import { LinkTabs } from "@/components/ui/tabs";
import { agentHref, type AgentTab, agentTabs } from "./addresses";
import { AgentBars } from "./head/agent-bars";
import { AgentHead } from "./head/agent-head";
import { AgentVitals } from "./head/agent-vitals";
import { useConfirmKey } from "./owners/use-confirm";
import { RecordProvider, useAgent } from "./use-record";

/** Few ever see these; every page would carry them. */
const AsOfBar = lazy(async () => ({ default: (await import("@/components/shell/page/page-bars")).AsOfBar }));
const NotRead = lazy(async () => ({ default: (await import("./not-read")).NotRead }));

type Props = { slug: string; tab: AgentTab; asOf: string | undefined; mayReadLog: boolean; children: ReactNode };

/** The page of one agent: the head that all its tabs share, and one tab. */
export function AgentFrame({ slug, tab, asOf, mayReadLog, children }: Props) {
  const { data: record, error, refetch } = useAgent(slug, asOf);
  useConfirmKey(asOf === undefined ? record : undefined);
  if (!record) {
    if (!error) return <Waiting slug={slug} />;
    return (
      <Suspense fallback={<Waiting slug={slug} />}>
        <NotRead slug={slug} tab={tab} asOf={asOf} error={error} onRetry={() => void refetch()} />
      </Suspense>
    );
  }
  const at = asOf ?? null;
  const links = agentTabs.map(({ id, label }) => ({ href: agentHref(record.slug, id, at), label }));
  return (
    <RecordProvider record={record} asOf={at} mayReadLog={mayReadLog}>
      {at !== null && (
        <Suspense fallback={null}>
          <AsOfBar at={at} now={agentHref(record.slug, tab)} />
        </Suspense>
      )}
      <AgentBars tab={tab} />
      <AgentHead tab={tab} />
      {/* The editor of the policy needs the height. */}
      {tab !== "policy" && (
        <div className={`px-page pb-3 ${tab === "" ? "" : "max-tablet:hidden"}`}>
          <AgentVitals />
        </div>
      )}
      <LinkTabs label={`Pages of ${record.name}`} links={links} padded />
      {children}
    </RecordProvider>
  );
}

function Waiting({ slug }: { slug: string }) {
  return (
    <>
      <PageHead crumbs={[{ label: "Agents", href: "/agents" }]} title={slug} />
      <div className="px-page py-5">
        <Skeleton label="Loading the agent">
          <SkeletonBar width="64%" />
          <SkeletonBar width="48%" line="second" />
          <SkeletonBar width="56%" line="second" />
        </Skeleton>
      </div>
    </>
  );
}
