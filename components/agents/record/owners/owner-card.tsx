"use client";

import type { ReactNode } from "react";
import { Card } from "@/components/shell/page/section";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Facts } from "@/components/ui/facts";
import { AllowedIcon, GapIcon, PendingIcon } from "@/components/ui/icons/states";
import { Kbd } from "@/components/ui/kbd";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { OwnerPart } from "@/lib/agents/rules";
import type { Ownership } from "@/lib/agents/schema";
import { useRecord } from "../use-record";
import { describeEnding, partWords } from "../words";
import type { OwnerChange } from "./owners-tab";
import { useConfirm } from "./use-confirm";

type Props = { part: OwnerPart; onChange: (change: OwnerChange) => void };

/** One of the two parts: who holds it, who is asked, and what became of the last question. */
export function OwnerCard({ part, onChange }: Props) {
  const { record, may } = useRecord();
  const ofPart = record.owners.filter((one) => one.part === part);
  const accepted = ofPart.find(({ state, person }) => state === "accepted" && person.state === "active");
  const asked = ofPart.find(({ state }) => state === "asked");
  const last = ofPart.findLast(({ state }) => state === "declined" || state === "ended");
  const askWords = accepted || asked ? "Ask somebody else…" : `Ask somebody to be ${part}…`;
  return (
    <Card>
      <div className="grid gap-4 p-5" role="group" aria-label={partWords[part]}>
        <p className="text-dense text-subtle">{partWords[part]}</p>
        {accepted ? <Accepted ownership={accepted} onChange={onChange} /> : <Nobody part={part} />}
        {asked && <Asked ownership={asked} onChange={onChange} />}
        {!accepted && !asked && last && <LastAnswer ownership={last} />}
        {may("set_owners") && (
          <div>
            <Button
              variant={accepted || asked ? "secondary" : "primary"}
              onClick={() => onChange({ kind: "ask", part })}
            >
              {askWords}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}

function Nobody({ part }: { part: OwnerPart }) {
  return (
    <div className="grid justify-items-start gap-2">
      <p className="text-section font-semibold">{part === "owner" ? "No active owner" : "No deputy"}</p>
      <Badge tone="pending" icon={GapIcon} look="filled">
        Gap
      </Badge>
    </div>
  );
}

type OneProps = { ownership: Ownership; onChange: (change: OwnerChange) => void };

function Accepted({ ownership, onChange }: OneProps) {
  const { record } = useRecord();
  const { person, overdue, answered_at: since, confirmed_at: confirmed, confirm_by: by, abilities } = ownership;
  const confirm = useConfirm(record.slug, [ownership.id]);
  return (
    <>
      <PersonHead person={person}>
        <Badge tone={overdue ? "pending" : "allow"} icon={overdue ? GapIcon : AllowedIcon} look="filled">
          {overdue ? "Has to confirm" : "Accepted"}
        </Badge>
      </PersonHead>
      <Facts
        facts={[
          { term: "Since", value: since ? <Time at={since} detail="day" /> : "Not known" },
          { term: "Confirmed", value: confirmed ? <Time at={confirmed} /> : "Never" },
          ...(record.state === "retired"
            ? []
            : [
                {
                  term: overdue ? "Was due" : "Confirms by",
                  value: by ? <Time at={by} detail="day" /> : "Nothing due",
                  ...(isChange(ownership) ? { detail: describeCause(ownership.confirm_because) } : {}),
                },
              ]),
        ]}
      />
      {abilities.includes("confirm") && (
        <div className="flex flex-wrap gap-2">
          <Button
            variant={overdue || isChange(ownership) ? "primary" : "secondary"}
            busy={confirm.isPending}
            busyText="Recording…"
            aria-keyshortcuts="y"
            onClick={() => confirm.mutate()}
          >
            Confirm now <Kbd>Y</Kbd>
          </Button>
          <Button variant="quiet" onClick={() => onChange({ kind: "step_down", ownership })}>
            Step down…
          </Button>
        </div>
      )}
    </>
  );
}

/** Due sooner than the rhythm says, because it is something else now. */
function isChange({ confirm_because: because }: Ownership): boolean {
  return because !== null && because !== "rhythm";
}

function describeCause(because: string | null): string {
  return `Sooner, because this changed: ${(because ?? "").replaceAll("_", " ")}`;
}

function Asked({ ownership, onChange }: OneProps) {
  const { person, asked_at: at, abilities } = ownership;
  return (
    <div className="grid gap-3 border-t border-hairline pt-4 first:border-t-0 first:pt-0">
      <PersonHead person={person}>
        <Badge tone="pending" icon={PendingIcon} look="filled">
          Asked
        </Badge>
      </PersonHead>
      <p className="text-dense text-muted">
        Asked on <Time at={at} />, has not answered yet.
      </p>
      {abilities.includes("withdraw") && (
        <div>
          <Button size="small" onClick={() => onChange({ kind: "withdraw", ownership })}>
            Take the question back
          </Button>
        </div>
      )}
    </div>
  );
}

function LastAnswer({
  ownership: { person, state, reason, ended_because: because, answered_at, ended_at },
}: {
  ownership: Ownership;
}) {
  const at = ended_at ?? answered_at;
  return (
    <p className="text-dense text-muted [overflow-wrap:anywhere]">
      {state === "declined" ? (
        <>
          <b className="font-medium text-fg">{person.name} declined</b>
          {at && (
            <>
              {" "}
              on <Time at={at} detail="day" />
            </>
          )}
          {reason ? `: ${reason}` : "."}
        </>
      ) : (
        <>
          <b className="font-medium text-fg">Last: {person.name}.</b> {describeEnding(because)}
          {at && (
            <>
              , <Time at={at} detail="day" />
            </>
          )}
          .
        </>
      )}
    </p>
  );
}

function PersonHead({ person, children }: { person: Ownership["person"]; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <p className="text-section font-semibold [overflow-wrap:anywhere]">
        <TextLink href={`/people/${person.id}`} plain>
          {person.name === "" ? "An erased person" : person.name}
        </TextLink>
      </p>
      {children}
    </div>
  );
}
