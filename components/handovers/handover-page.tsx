"use client";

import { useQuery } from "@tanstack/react-query";
import { FailedList } from "@/components/data/list-trouble";
import { PageHead } from "@/components/shell/page/page-head";
import { PageBody } from "@/components/shell/page/section";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { Progress } from "@/components/ui/progress";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { handoverQuery } from "@/lib/handovers/queries";
import type { HandoverDetail } from "@/lib/handovers/schema";
import { HandoverState } from "./handover-state";
import { PartList } from "./part-list";
import { isAssignable } from "./use-choices";
import { describeCause, nameLeaver } from "./words";

type Props = { handoverId: string; viewerId: string; mayReadLog: boolean };

/** One leaver: everything they held, how far it is, and who is asked to take it over. */
export function HandoverPage({ handoverId, viewerId, mayReadLog }: Props) {
  const { data: handover, error, refetch } = useQuery(handoverQuery(handoverId));
  if (!handover)
    return error ? (
      <FailedList noun={["hand-over", "hand-overs"]} error={error} onRetry={() => void refetch()} />
    ) : null;
  const { parts, done } = handover;
  return (
    <>
      <PageHead
        crumbs={[{ label: "Hand-over", href: "/handovers" }]}
        title={`What ${nameLeaver(handover)} held`}
        badge={
          <>
            <HandoverState handover={handover} look="filled" />
            {handover.sample && <Tag>Sample</Tag>}
          </>
        }
        subtitle={
          <>
            {describeCause(handover)} on <Time at={handover.opened_at} />.{" "}
            <TextLink href={`/people/${handover.person.id}`}>See the person</TextLink>
          </>
        }
        actions={
          mayReadLog ? <ButtonLink href={`/evidence/events?subject=${handover.id}`}>History</ButtonLink> : undefined
        }
      />
      <PageBody>
        <div className="grid gap-4 pb-5">
          <Notices handover={handover} />
          <div className="max-w-prose">
            <Progress label="Accepted, or no longer needed" value={done} max={parts} />
          </div>
        </div>
        <PartList handover={handover} viewerId={viewerId} />
      </PageBody>
    </>
  );
}

function Notices({ handover }: { handover: HandoverDetail }) {
  const { finished_at: finished, person, because, closes_at: closes, abilities, items } = handover;
  return (
    <>
      {finished !== null && (
        <Banner tone="allow" title="Finished.">
          On <Time at={finished} /> the last of it had somebody again who accepted.
        </Banner>
      )}
      {because === "deactivated" && person.state === "active" && (
        <Banner tone="info" title={`${person.name} is back.`}>
          {describeReturn(items)}
        </Banner>
      )}
      {closes !== null && (
        <Banner tone="pending" title="Agents have no owner.">
          The first closes on <Time at={closes} detail="day" />: from then on everything it asks for is denied.
        </Banner>
      )}
      {finished === null && abilities.length === 0 && (
        <Banner tone="neutral" title="You can read this.">
          Security and admins ask successors. Whoever is asked finds the question under their account.
        </Banner>
      )}
    </>
  );
}

/** Nothing comes back by itself; where nobody else has it either, that is said. */
function describeReturn(items: HandoverDetail["items"]): string {
  const held = items.filter(({ holder }) => holder !== null).length;
  const open = items.filter(isAssignable).length;
  const ask = "To give something back, ask them, and they accept it.";
  if (held === 0 && open > 0) return `Nothing they held came back to them by itself, and nobody has it now. ${ask}`;
  if (open > 0) return `What others accepted stays with them; for ${open} of ${items.length} nobody has. ${ask}`;
  return `What they held stays with whoever accepted it. ${ask}`;
}
