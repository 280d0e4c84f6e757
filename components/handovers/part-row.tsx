"use client";

import { AgentStateBadge } from "@/components/agents/record/state-badge";
import { partWords } from "@/components/agents/record/words";
import { FieldError } from "@/components/ui/form/field";
import { Badge } from "@/components/ui/badge";
import { AllowedIcon, EndedIcon, GapIcon, PendingIcon } from "@/components/ui/icons/states";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { HandoverItem } from "@/lib/handovers/schema";
import { SuccessorChoice, type ChoiceProps } from "./successor-choice";

type Props = Omit<ChoiceProps, "item"> & { item: HandoverItem; mayAssign: boolean; failure: string | undefined };

/** One part of one agent: what it is, who has it now, and who is to be asked. */
export function PartRow({ item, mayAssign, failure, ...choice }: Props) {
  const { agent, part, state } = item;
  const isOpen = state === "open" || state === "asked";
  return (
    <li className="grid gap-x-6 gap-y-2.5 border-t border-hairline py-3.5 first:border-t-0 rail:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
      <div className="grid min-w-0 content-start gap-1">
        <h3 className="font-medium [overflow-wrap:anywhere]">
          <TextLink href={`/agents/${agent.slug}`} plain>
            {agent.name}
          </TextLink>
        </h3>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-dense text-muted">
          <span>
            {partWords[part]}, {agent.environment}
          </span>
          <AgentStateBadge state={agent.state} governed={agent.governed} look="mini" />
          {isOpen && (
            <Badge tone="pending" icon={GapIcon} look="mini">
              {part === "owner" ? "No active owner" : "No deputy"}
            </Badge>
          )}
        </p>
        {isOpen && <Closing item={item} />}
      </div>
      <div className="grid min-w-0 content-start gap-2">
        <Standing item={item} />
        {isOpen && mayAssign && <SuccessorChoice item={item} {...choice} />}
        {failure !== undefined && (
          <div role="alert">
            <FieldError>{failure}</FieldError>
          </div>
        )}
      </div>
    </li>
  );
}

/** The date its own page shows, whatever the agent's state. */
function Closing({ item: { agent, part } }: { item: HandoverItem }) {
  if (part !== "owner" || agent.governed_until === null) return null;
  return agent.governed ? (
    <p className="text-dense text-muted">
      Closes on{" "}
      <b className="font-medium text-fg">
        <Time at={agent.governed_until} detail="day" />
      </b>{" "}
      unless somebody accepts
    </p>
  ) : (
    <p className="text-dense font-medium text-deny-fg">
      Closed since <Time at={agent.governed_until} detail="day" />: everything it asks for is denied
    </p>
  );
}

function Standing({ item }: { item: HandoverItem }) {
  const { state, holder, asked, asked_at: at, declined } = item;
  if (state === "retired") return <Badge icon={EndedIcon}>Retired: nobody is needed</Badge>;
  if (state === "accepted" && holder)
    return (
      <Badge tone="allow" icon={AllowedIcon}>
        {holder.name} accepted
      </Badge>
    );
  return (
    <>
      {asked && (
        <Badge tone="pending" icon={PendingIcon}>
          {asked.name} is asked
          {at !== null && (
            <>
              , <Time at={at} detail="day" />
            </>
          )}
        </Badge>
      )}
      {declined && (
        <p className="text-dense text-muted [overflow-wrap:anywhere]">
          <b className="font-medium text-fg">{declined.person.name} declined</b>
          {declined.reason ? `: ${declined.reason}` : ""}
        </p>
      )}
      {!asked && !declined && <p className="text-dense text-muted">Nobody is asked yet</p>}
    </>
  );
}
