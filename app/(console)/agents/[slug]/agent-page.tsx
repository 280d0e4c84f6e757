import { HydrationBoundary } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { AgentTab } from "@/components/agents/record/addresses";
import { AgentFrame } from "@/components/agents/record/agent-frame";
import { NoAccess } from "@/components/settings/no-access";
import type { AgentPageRead } from "./read-agent";

type Props = { read: AgentPageRead; tab: AgentTab; children: ReactNode };

/** One page of an agent, or why it is not shown. */
export function AgentPage({ read: { page, slug, asOf, mayReadLog }, tab, children }: Props) {
  if (page.state === null) return <NoAccess title="You cannot see agents" action="agents.read" />;
  return (
    <HydrationBoundary state={page.state}>
      <AgentFrame slug={slug} tab={tab} asOf={asOf} mayReadLog={mayReadLog}>
        {children}
      </AgentFrame>
    </HydrationBoundary>
  );
}
