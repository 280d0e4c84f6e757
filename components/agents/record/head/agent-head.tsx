"use client";

import { environmentWords } from "@/components/shell/environment";
import { PageHead } from "@/components/shell/page/page-head";
import { EnvironmentSwatch } from "@/components/shell/rail/environment-switch";
import { Badge } from "@/components/ui/badge";
import { Code } from "@/components/ui/code";
import { showHiddenCharacters } from "@/components/ui/fence";
import { GapIcon } from "@/components/ui/icons/states";
import { Tag } from "@/components/ui/tag";
import type { AgentTab } from "../addresses";
import { AgentStateBadge } from "../state-badge";
import { useRecord } from "../use-record";
import { AgentActions } from "./agent-actions";
import { AsOfField } from "./as-of-field";

/** What stands above every page of one agent. */
export function AgentHead({ tab }: { tab: AgentTab }) {
  const { record, asOf } = useRecord();
  const { name, slug, environment, state, governed, bridge, sample } = record;
  return (
    <PageHead
      crumbs={[{ label: "Agents", href: "/agents" }]}
      title={showHiddenCharacters(name)}
      badge={
        <>
          <AgentStateBadge state={state} governed={governed} />
          {bridge && (
            <Badge tone="pending" icon={GapIcon} look="filled" form="tag">
              Bridge
            </Badge>
          )}
          {sample && <Tag>Sample</Tag>}
        </>
      }
      subtitle={
        <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
          <Code>{slug}</Code>
          <span className="inline-flex items-center gap-1.5">
            <EnvironmentSwatch environment={environment} />
            {environmentWords[environment].name}
          </span>
        </span>
      }
      actions={
        <>
          <AsOfField slug={slug} tab={tab} asOf={asOf} />
          {asOf === null && <AgentActions />}
        </>
      }
    />
  );
}
