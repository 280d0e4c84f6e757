"use client";

import { useQuery } from "@tanstack/react-query";
import { ReadFailure } from "@/components/agents/record/read-failure";
import { Section } from "@/components/shell/page/section";
import { ButtonLink } from "@/components/ui/button-link";
import { RelativeTime } from "@/components/ui/time";
import { type OpenChangesInput, openChangesQuery } from "@/lib/policy/queries";
import type { PolicyChangeLine } from "@/lib/policy/schema";
import { ChangeState, Direction } from "../badges";
import { changeHref } from "../place";
import { describeWait, TitleCell, WhoseCell } from "./change-cells";

type Props = { query: OpenChangesInput; viewerId: string };

/** What waits for somebody; what the viewer can do something about comes first. */
export function WaitingList({ query, viewerId }: Props) {
  const { data, error, refetch } = useQuery(openChangesQuery(query));
  if (!data) return error ? <ReadFailure what="What waits" error={error} onRetry={() => void refetch()} /> : null;
  const changes = data.data.toSorted((left, right) => rank(left) - rank(right));
  const mine = changes.filter((change) => rank(change) < 2).length;
  return (
    <Section
      title={describeCount(changes.length, data.next_cursor !== null)}
      aside={mine > 0 ? `${mine} for you` : undefined}
    >
      {changes.length === 0 ? (
        <p className="text-muted">What is proposed waits here until it is live, rejected or withdrawn.</p>
      ) : (
        <ul aria-label="Changes that wait" className="@container">
          {changes.map((change) => (
            <WaitingRow key={change.id} change={change} viewerId={viewerId} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function describeCount(count: number, more: boolean): string {
  if (count === 0) return "No change waits";
  const [amount, verb] = count === 1 ? ["1 change", "waits"] : [`${count}${more ? " or more" : ""} changes`, "wait"];
  return `${amount} ${verb}`;
}

/** What one can review, what one can make live, and the rest. */
function rank({ abilities, conflict }: PolicyChangeLine): number {
  if (abilities.includes("approve") && !conflict) return 0;
  return abilities.includes("apply") && !conflict ? 1 : 2;
}

function WaitingRow({ change, viewerId }: { change: PolicyChangeLine; viewerId: string }) {
  const { id, state, loosens, activate_at: at, conflict, abilities } = change;
  const review = abilities.includes("approve") && !conflict;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 border-t border-hairline py-2 @min-[44rem]:grid-cols-[minmax(0,1fr)_11rem_8rem_13rem_5rem]">
      <div className="min-w-0">
        <TitleCell change={change} />
      </div>
      <div className="@max-[44rem]:order-1 @max-[44rem]:col-span-2">
        <WhoseCell change={change} />
      </div>
      <div className="@max-[44rem]:order-2">
        <Direction loosens={loosens} />
      </div>
      <div className="text-dense @max-[44rem]:order-3 @max-[44rem]:text-end">
        <ChangeState state={state} />
        <span className="block text-small text-subtle">
          {describeWait(change, viewerId)}
          {at !== null && !conflict && (
            <>
              , <RelativeTime at={at} />
            </>
          )}
        </span>
      </div>
      <div className="justify-self-end">
        <ButtonLink href={changeHref(id)} size="small" {...(review && { variant: "primary" as const })}>
          {review ? "Review" : "Open"}
          <span className="sr-only"> {change.title}</span>
        </ButtonLink>
      </div>
    </li>
  );
}
