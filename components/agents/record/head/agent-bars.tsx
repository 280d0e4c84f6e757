"use client";

import { lazy, type ReactNode, Suspense } from "react";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { Time } from "@/components/ui/time";
import type { AgentRecord } from "@/lib/agents/schema";
import { agentHref, type AgentTab } from "../addresses";
import { useRecord } from "../use-record";
import { partWords } from "../words";

/** Most agents are neither sample data nor retired. */
const RareBars = lazy(async () => ({ default: (await import("./rare-bars")).RareBars }));

/** What somebody has to know before they read on, each in one line, and where it is mended. */
export function AgentBars({ tab }: { tab: AgentTab }) {
  const { record, asOf } = useRecord();
  const { owner, deputy, state, sample } = record;
  const isRare = sample || state === "retired" || (owner !== null && owner.id === deputy?.id);
  return (
    <>
      {isRare && (
        <Suspense fallback={null}>
          <RareBars record={record} />
        </Suspense>
      )}
      {state !== "retired" && <GovernanceBar record={record} action={asOf === null && tab !== "owners"} />}
      {asOf === null && <AskedBar record={record} action={tab !== "owners"} />}
    </>
  );
}

type BarProps = { record: AgentRecord; action: boolean };

/** An agent that nobody answers for goes on for a grace period, and then fails closed. */
function GovernanceBar({ record, action }: BarProps) {
  const { owner, governed, governed_until: until, state, slug } = record;
  const running = state === "active" || state === "suspended";
  const overdue = record.owners.some((one) => one.part === "owner" && one.overdue);
  const closed = until !== null && !governed;
  if (owner !== null && !closed && !overdue) return null;
  const when = until === null ? null : <Time at={until} />;
  return (
    <Banner
      tone={closed ? "deny" : "pending"}
      edge="strip"
      title={
        owner === null ? "No active owner." : closed ? "Its owner did not confirm." : "Its owner has to confirm again."
      }
      {...(action
        ? {
            actions: (
              <ButtonLink href={agentHref(slug, "owners")} size="small">
                Owners
              </ButtonLink>
            ),
          }
        : {})}
    >
      {describeClosing({ closed, running, when })}
    </Banner>
  );
}

function describeClosing({ closed, running, when }: { closed: boolean; running: boolean; when: ReactNode }): ReactNode {
  if (when === null) return "It cannot be activated until somebody accepts.";
  if (closed)
    return (
      <>
        Closed since {when}. {running ? "Everything it asks for is denied." : "It cannot be activated."}
      </>
    );
  return <>Closes on {when}: from then on everything it asks for is denied.</>;
}

/** Whoever is asked to answer for it learns it on every page of it. */
function AskedBar({ record, action }: BarProps) {
  const asked = record.owners.filter(({ abilities }) => abilities.includes("accept"));
  if (!action || asked.length === 0) return null;
  const parts = asked.map(({ part }) => partWords[part].toLowerCase()).join(" and ");
  return (
    <Banner
      tone="info"
      edge="strip"
      title={`You are asked to be ${parts} of this agent.`}
      actions={
        <ButtonLink href={agentHref(record.slug, "owners")} size="small" variant="primary">
          Answer
        </ButtonLink>
      }
    >
      Nobody is {parts} until they accept.
    </Banner>
  );
}
