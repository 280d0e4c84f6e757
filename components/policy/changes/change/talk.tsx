"use client";

import { lazy, Suspense } from "react";
import { Section } from "@/components/shell/page/section";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { showHiddenCharacters } from "@/components/ui/fence";
import { AllowedIcon, DeniedIcon } from "@/components/ui/icons/states";
import { RelativeTime } from "@/components/ui/time";
import type { PolicyChange } from "@/lib/policy/schema";
import { useSeen } from "../use-seen";
import { nameOf } from "../words";

const CommentForm = lazy(async () => ({ default: (await import("./comment-form")).CommentForm }));

type Said = { id: string; person: { name: string }; text: string; at: string; verdict: "approve" | "reject" | null };

/** What reviewers decided and what anybody said, in the order it was said. */
export function Talk({ change }: { change: PolicyChange }) {
  const said = listSaid(change);
  const may = change.abilities.includes("comment");
  const { box, seen } = useSeen<HTMLDivElement>();
  return (
    <Section title={describeTalk(change)}>
      {said.length > 0 && (
        <ol aria-label="Reviews and comments" className="mb-4 grid gap-4">
          {said.map((one) => (
            <SaidRow key={one.id} said={one} />
          ))}
        </ol>
      )}
      {may ? (
        <div ref={box} className="min-h-36">
          <Suspense fallback={null}>{seen && <CommentForm id={change.id} />}</Suspense>
        </div>
      ) : (
        said.length === 0 && <p className="text-muted">Nobody has said anything about it.</p>
      )}
    </Section>
  );
}

function describeTalk({ reviews, comments, state }: PolicyChange): string {
  if (reviews.length === 0 && comments.length === 0) return state === "in_review" ? "No review yet" : "No comment yet";
  const counted = [
    ...(reviews.length > 0 ? [reviews.length === 1 ? "1 review" : `${reviews.length} reviews`] : []),
    ...(comments.length > 0 ? [comments.length === 1 ? "1 comment" : `${comments.length} comments`] : []),
  ];
  return counted.join(", ");
}

function listSaid({ reviews, comments }: PolicyChange): Said[] {
  const reviewed = reviews.map(({ person, verdict, comment, at }) => ({
    id: `${person.id} ${at}`,
    person,
    text: comment,
    at,
    verdict,
  }));
  const commented = comments.map((comment) => ({ ...comment, verdict: null }));
  return [...reviewed, ...commented].toSorted((left, right) => left.at.localeCompare(right.at));
}

function SaidRow({ said: { person, text, at, verdict } }: { said: Said }) {
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-2.5">
      <Avatar name={nameOf(person)} />
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="font-medium">{nameOf(person)}</span>
          {verdict === "approve" && (
            <Badge tone="allow" icon={AllowedIcon} look="mini">
              Approved
            </Badge>
          )}
          {verdict === "reject" && (
            <Badge tone="deny" icon={DeniedIcon} look="mini">
              Rejected
            </Badge>
          )}
          <span className="text-small text-subtle">
            <RelativeTime at={at} />
          </span>
        </p>
        {text !== "" && (
          <p className="mt-0.5 max-w-prose whitespace-pre-wrap [overflow-wrap:anywhere]">
            {showHiddenCharacters(text)}
          </p>
        )}
      </div>
    </li>
  );
}
