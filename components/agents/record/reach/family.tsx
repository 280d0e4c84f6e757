"use client";

import { useMutation } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useRefresh } from "@/components/settings/use-refresh";
import { Section } from "@/components/shell/page/section";
import { Button } from "@/components/ui/button";
import { PlusIcon } from "@/components/ui/icons/actions";
import { TextLink } from "@/components/ui/text-link";
import { showToast } from "@/components/ui/toast";
import { agentReads, releaseAgentMutation } from "@/lib/agents/queries";
import type { AgentRef } from "@/lib/agents/schema";
import { agentHref } from "../addresses";
import { NoneBox } from "../none-box";
import { AgentStateBadge } from "../state-badge";
import { useRecord } from "../use-record";

const AddSubAgent = lazy(async () => ({ default: (await import("./add-sub-agent")).AddSubAgent }));

/** Which agents send it, and which it sends. */
export function Family() {
  const { record, may } = useRecord();
  const [adding, setAdding] = useState(false);
  const { parents, sub_agents: children } = record;
  const add = may("update") ? (
    <Button size="small" icon={<PlusIcon size={14} />} onClick={() => setAdding(true)}>
      Add sub-agent
    </Button>
  ) : undefined;
  return (
    <Section title="Other agents" aside={add}>
      <div className="grid gap-5">
        <Group title="Its sub-agents" agents={children} removable />
        {children.length === 0 && <NoneBox part="sub_agents" />}
        <Group title="Agents that send it" agents={parents} />
      </div>
      {adding && (
        <Suspense fallback={null}>
          <AddSubAgent record={record} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </Section>
  );
}

type GroupProps = { title: string; agents: readonly AgentRef[]; removable?: boolean };

function Group({ title, agents, removable = false }: GroupProps) {
  return (
    <div>
      <h3 className="mb-1 font-medium">{title}</h3>
      {agents.length === 0 ? (
        <p className="text-muted">None named.</p>
      ) : (
        <ul className="border-t border-hairline">
          {agents.map((agent) => (
            <Relative key={agent.slug} agent={agent} removable={removable} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Relative({ agent, removable }: { agent: AgentRef; removable: boolean }) {
  const { record, asOf, may } = useRecord();
  const refresh = useRefresh(agentReads);
  const release = useMutation({
    ...releaseAgentMutation,
    onSuccess: () => showToast({ title: "No longer a sub-agent", detail: agent.name }),
    onError: (error) => showToast({ title: "Nothing was changed", detail: error.message, failed: true }),
    onSettled: refresh,
  });
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-hairline last:border-b-0 py-2">
      <span className="font-medium [overflow-wrap:anywhere]">
        <TextLink href={agentHref(agent.slug, "", asOf)} plain>
          {agent.name}
        </TextLink>
      </span>
      <AgentStateBadge state={agent.state} governed={false} look="plain" />
      {removable && may("update") && (
        <span className="ms-auto">
          <Button
            size="small"
            variant="quiet"
            busy={release.isPending}
            onClick={() => release.mutate({ params: { slug: record.slug, child: agent.slug } })}
          >
            Remove<span className="sr-only"> {agent.name}</span>
          </Button>
        </span>
      )}
    </li>
  );
}
