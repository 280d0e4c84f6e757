import type { ReactNode } from "react";
import { agentHref } from "@/components/agents/record/addresses";
import { Section } from "@/components/shell/page/section";
import type { Icon } from "@/components/ui/icons/draw";
import { AgentsIcon, PersonIcon, SystemIcon, WebIcon } from "@/components/ui/icons/places";
import { ClockIcon, UnknownIcon } from "@/components/ui/icons/states";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { Decision, DecisionDetail } from "@/lib/decisions/schema";
import { decisionHref } from "../addresses";
import { OutcomeBadge } from "../outcome";
import { Said } from "../said";

/** From a person to the tool, as far as it is known; then what the agent did just before. */
export function LedHere({ decision, slug }: { decision: DecisionDetail; slug: string | null }) {
  const { before, session } = decision;
  return (
    <>
      <Section title="Who stands behind it">
        <ol className="grid gap-2.5">{listLinks(decision, slug)}</ol>
      </Section>
      <Section title="What led here" aside={session === null ? "The ten minutes before" : "In the same session"}>
        {before.length === 0 ? (
          <p className="text-muted">
            {session === null
              ? "The agent did nothing in the ten minutes before."
              : "Nothing: it was the first call of its session."}
          </p>
        ) : (
          <ol className="border-b border-hairline">
            {before.toReversed().map((earlier) => (
              <Earlier key={earlier.id} decision={earlier} />
            ))}
          </ol>
        )}
      </Section>
    </>
  );
}

function Earlier({ decision }: { decision: Decision }) {
  return (
    <li className="grid grid-cols-[4.5rem_minmax(0,1fr)_auto] items-baseline gap-x-3 border-t border-hairline py-2 text-dense">
      <Time at={decision.decided_at} detail="clock" />
      <TextLink href={decisionHref(decision.id)} plain>
        <Said text={decision.action} mono />
      </TextLink>
      <OutcomeBadge outcome={decision.outcome} />
    </li>
  );
}

function listLinks({ agent, agent_name: name, action, resource, chain }: DecisionDetail, slug: string | null) {
  const { initiator, parent, session, session_ended: ended } = chain;
  return (
    <>
      {initiator ? (
        <Link icon={initiator.type === "user" ? PersonIcon : WebIcon}>
          <Said text={`${initiator.type} ${initiator.id}`} /> started it,{" "}
          {initiator.proven ? "as their identity provider proved" : "as the agent says; nobody proved it"}
        </Link>
      ) : (
        <Link icon={UnknownIcon}>Nobody is known to have started it</Link>
      )}
      {parent !== null && (
        <Link icon={ClockIcon}>
          From the session <Said text={parent} mono />
        </Link>
      )}
      {session && (
        <Link icon={ClockIcon}>
          In the session <Said text={session.id} mono /> with the intent <Said text={session.intent} />
          {session.started_at !== null && (
            <>
              , begun at <Time at={session.started_at} detail="clock" showZone />
            </>
          )}
        </Link>
      )}
      {!session && (
        <Link icon={ClockIcon}>
          {ended ? "It named a session that was not a live one of this agent" : "In no session, so with no intent"}
        </Link>
      )}
      <Link icon={AgentsIcon}>
        {slug === null ? <Said text={agent} /> : <TextLink href={agentHref(slug)}>{name ?? agent}</TextLink>} asked
      </Link>
      <Link icon={SystemIcon}>
        for <Said text={action} mono />
        {resource.type !== "none" && (
          <>
            {" "}
            on <Said text={`${resource.type}/${resource.id}`} mono />
          </>
        )}
      </Link>
    </>
  );
}

function Link({ icon: Drawing, children }: { icon: Icon; children: ReactNode }) {
  return (
    <li className="flex items-start gap-2.5">
      <Drawing className="mt-0.5 text-subtle" />
      <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
    </li>
  );
}
