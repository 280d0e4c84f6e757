"use client";

import { agentHref } from "@/components/agents/record/addresses";
import { environmentWords } from "@/components/shell/environment";
import { formatTime } from "@/components/ui/format-time";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { useTimeZone } from "@/components/ui/time-zone";
import type { DecisionDetail } from "@/lib/decisions/schema";
import { Said } from "../said";

/** Who asked for what, and when; then what weakens it as evidence. */
export function Lead({ decision, slug }: { decision: DecisionDetail; slug: string | null }) {
  const { agent, agent_name: name, action, resource, environment, sample, claimed, stale } = decision;
  return (
    <>
      {slug === null ? <Said text={agent} /> : <TextLink href={agentHref(slug)}>{name ?? agent}</TextLink>} asked for{" "}
      <Said text={action} mono />
      {resource.type !== "none" && (
        <>
          {" "}
          on <Said text={`${resource.type}/${resource.id}`} mono />
        </>
      )}{" "}
      in {environmentWords[environment].name} at <BothTimes at={decision.decided_at} />.
      {(sample || claimed || stale) && (
        <span className="mt-1.5 flex flex-wrap gap-1.5">
          {sample && <Tag>Sample</Tag>}
          {claimed && <Tag>The agent said who it is</Tag>}
          {stale && <Tag>The policy may have been out of date</Tag>}
        </span>
      )}
    </>
  );
}

/** Evidence always shows UTC; the viewer's own time stands beside it. */
function BothTimes({ at }: { at: string }) {
  const zone = useTimeZone();
  return (
    <>
      <span className="whitespace-nowrap tabular">{formatTime(new Date(at), "UTC", "millisecond")} UTC</span>
      {zone !== "UTC" && (
        <>
          , <Time at={at} detail="clock" showZone />
        </>
      )}
    </>
  );
}
