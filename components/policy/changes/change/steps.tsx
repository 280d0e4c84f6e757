import type { ReactNode } from "react";
import { CheckIcon } from "@/components/ui/icons/actions";
import type { Icon } from "@/components/ui/icons/draw";
import { ClockIcon, DeniedIcon, DraftIcon, EndedIcon, LiveIcon, ReviewIcon } from "@/components/ui/icons/states";
import { Time } from "@/components/ui/time";
import type { PolicyChange } from "@/lib/policy/schema";
import { nameOf } from "../words";

type Step = { id: string; word: string; detail: ReactNode; icon: Icon; at: "past" | "now" | "ahead" };

/** Where a change stands on its way from draft to live. */
export function Steps({ change }: { change: PolicyChange }) {
  return (
    <ol
      aria-label="Where it stands"
      className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,10rem),1fr))] overflow-hidden rounded-card border border-hairline"
    >
      {listSteps(change).map(({ id, word, detail, icon: Drawing, at }) => (
        <li
          key={id}
          aria-current={at === "now" ? "step" : undefined}
          className="-ms-px -mt-px grid min-w-0 grid-cols-[1rem_minmax(0,1fr)] gap-x-2 border-s border-t border-hairline px-3 py-2.5 aria-[current]:bg-fill"
        >
          <Drawing className={`mt-0.5 ${at === "ahead" ? "text-subtle" : ""}`} />
          <span className={at === "ahead" ? "text-muted" : "font-medium"}>
            {word}
            <span className="sr-only">{at === "past" ? ", done" : at === "ahead" ? ", not yet" : ", now"}</span>
          </span>
          <span className="col-start-2 text-small text-subtle [overflow-wrap:anywhere]">{detail}</span>
        </li>
      ))}
    </ol>
  );
}

function listSteps(change: PolicyChange): Step[] {
  const { state, author, created_at: made, activate_at: activate, closed_at: closed } = change;
  const ended = state === "rejected" || state === "withdrawn";
  const draft: Step = {
    id: "draft",
    word: "Proposed",
    detail: (
      <>
        {nameOf(author)}, <Time at={made} />
      </>
    ),
    icon: CheckIcon,
    at: "past",
  };
  if (ended) return [draft, ...reviewsOf(change), endOf(change)];
  const scheduled: Step = {
    id: "scheduled",
    word: "Scheduled",
    detail: activate === null ? "At once" : <Time at={activate} />,
    icon: state === "applied" ? CheckIcon : ClockIcon,
    at: state === "scheduled" ? "now" : state === "applied" ? "past" : "ahead",
  };
  const live: Step = {
    id: "live",
    word: "Live",
    detail: closed === null ? "Not yet" : <Time at={closed} detail="second" />,
    icon: state === "applied" ? LiveIcon : DraftIcon,
    at: state === "applied" ? "now" : "ahead",
  };
  return [draft, ...reviewsOf(change), ...(activate === null ? [] : [scheduled]), live];
}

/** What came of the review, or that none is needed. */
function reviewsOf({ state, loosens, environment, reviews, emergency }: PolicyChange): Step[] {
  const yes = reviews.findLast(({ verdict }) => verdict === "approve");
  const said = yes && (
    <>
      {nameOf(yes.person)}, <Time at={yes.at} />
    </>
  );
  if (emergency)
    return [{ id: "review", word: "Review", detail: "Passed over in an emergency", icon: EndedIcon, at: "past" }];
  if (state === "in_review") {
    return [
      { id: "review", word: "In review", detail: "Needs a second person", icon: ReviewIcon, at: "now" },
      { id: "approved", word: "Approved", detail: "Not yet", icon: DraftIcon, at: "ahead" },
    ];
  }
  if (said) {
    return [
      { id: "approved", word: "Approved", detail: said, icon: CheckIcon, at: state === "approved" ? "now" : "past" },
    ];
  }
  if (state === "rejected" || state === "withdrawn") return [];
  const why = loosens && environment === "sandbox" ? "One person is enough" : "Not needed: it tightens only";
  return [{ id: "approved", word: "Review", detail: why, icon: CheckIcon, at: state === "approved" ? "now" : "past" }];
}

function endOf({ state, reviews, closed_at: closed }: PolicyChange): Step {
  const no = reviews.findLast(({ verdict }) => verdict === "reject");
  const rejected = state === "rejected";
  return {
    id: "end",
    word: rejected ? "Rejected" : "Withdrawn",
    detail: (
      <>
        {rejected && no && `${nameOf(no.person)}, `}
        {closed !== null && <Time at={closed} />}
      </>
    ),
    icon: rejected ? DeniedIcon : EndedIcon,
    at: "now",
  };
}
