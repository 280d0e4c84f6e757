import type { Route } from "next";
import { environmentWords } from "@/components/shell/environment";
import { Badge } from "@/components/ui/badge";
import { TierBadge } from "@/components/ui/badges";
import { formatCount } from "@/components/ui/format-number";
import { NobodyIcon } from "@/components/ui/icons/places";
import { GapIcon, UnknownIcon } from "@/components/ui/icons/states";
import { Popover } from "@/components/ui/overlay/popover";
import { TwoLines } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { gapWords } from "@/lib/agents/rules";
import type { Agent } from "@/lib/agents/schema";
import { agentHref } from "../record/addresses";
import { AgentStateBadge } from "../record/state-badge";
import { stateWords, tierWords } from "../record/words";

/** What it is; an exception comes before what it is for. */
export function AgentCell({ agent }: { agent: Agent }) {
  return (
    <TwoLines
      first={
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <TextLink href={agentHref(agent.slug)} plain>
            {agent.name}
          </TextLink>
          {agent.sample && (
            <span className="-my-0.5 inline-flex">
              <Tag>Sample</Tag>
            </span>
          )}
        </span>
      }
      second={
        <>
          {agent.bridge && (
            <>
              <Badge look="mini" tone="pending" icon={GapIcon}>
                Bridge
              </Badge>{" "}
            </>
          )}
          <Purpose agent={agent} />
        </>
      }
    />
  );
}

function Purpose({ agent: { state, state_reason: reason, purpose } }: { agent: Agent }) {
  const stopped = state === "suspended" || state === "denied" || state === "revoked";
  if (stopped && reason !== null)
    return (
      <span className="line-clamp-2">
        {stateWords[state]}: {reason}
      </span>
    );
  if (purpose === "") return "Not said what it is for";
  return <span className="line-clamp-2">{purpose}</span>;
}

/** Who answers for it; where nobody does, until when it goes on. */
export function OwnerCell({ agent }: { agent: Agent }) {
  const { owner } = agent;
  if (owner === null) {
    return (
      <>
        <Badge tone="deny" icon={NobodyIcon}>
          <span className="font-medium text-deny-fg">No active owner</span>
        </Badge>
        <span className="block text-small text-subtle">
          <Grace agent={agent} />
        </span>
      </>
    );
  }
  return (
    <>
      <TextLink href={`/people/${owner.id}` as Route} plain>
        {owner.name}
      </TextLink>
      <span className="block text-small text-subtle">
        <Deputy agent={agent} />
      </span>
    </>
  );
}

/** The deputy, unless the owner stands in question. */
function Deputy({ agent: { state, governed, deputy, gaps } }: { agent: Agent }) {
  if (state === "active" && !governed) return "Did not confirm in time";
  if (deputy !== null) return `Deputy ${deputy.name}`;
  return gaps.includes("deputy_not_accepted") ? "Deputy not accepted" : "No deputy";
}

function Grace({ agent: { gaps, governed, governed_until: until, state } }: { agent: Agent }) {
  if (state === "retired") return "Retired";
  if (gaps.includes("owner_not_accepted")) return "Asked, not accepted";
  if (until === null) return "Nobody accepted yet";
  return (
    <>
      {governed ? "Fails closed on" : "Failed closed on"} <Time at={until} detail="day" />
    </>
  );
}

export function StateCell({ agent: { state, governed, environment } }: { agent: Agent }) {
  return (
    <>
      <AgentStateBadge state={state} governed={governed} look="plain" />
      <span className="block text-small text-subtle @min-[36rem]:ps-5">{environmentWords[environment].name}</span>
    </>
  );
}

/** What is not assessed is said in words; it looks like nothing that was. */
export function TierCell({ agent: { tier, tier_target: target } }: { agent: Agent }) {
  return (
    <>
      {tier === null ? (
        <Badge icon={UnknownIcon}>
          <span className="text-muted">Not assessed</span>
        </Badge>
      ) : (
        <TierBadge value={tier} />
      )}
      <span className="block text-small text-subtle @min-[36rem]:ps-5">
        {target === null ? "No tier to aim for" : target === tier ? "As aimed for" : `to ${tierWords[target]}`}
      </span>
    </>
  );
}

/** How many parts of the record are missing; the names are behind the number, each leading to where it is mended. */
export function GapsCell({ agent: { slug, name, gaps, owner } }: { agent: Agent }) {
  if (gaps.length === 0) return <span className="text-subtle">None</span>;
  const urgent = owner === null;
  return (
    <Popover
      label={`Gaps of ${name}`}
      align="end"
      className={`-mx-1 inline-flex h-6 items-center gap-1.5 rounded-tag px-1 font-medium transition-colors hover:bg-fill coarse:h-10 ${urgent ? "text-deny-fg" : ""}`}
      button={
        <>
          <GapIcon size={14} />
          {formatCount(gaps.length, "gap")}
          <span className="sr-only"> of {name}</span>
        </>
      }
    >
      {() => (
        <>
          <p className="mb-1 text-small font-medium text-subtle">Missing in the record</p>
          <ul>
            {gaps.map((gap) => (
              <li key={gap} className="py-1">
                <TextLink href={agentHref(slug, gapWords[gap].page)} plain>
                  {gapWords[gap].words}
                </TextLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </Popover>
  );
}
