"use client";

import { environmentWords } from "@/components/shell/environment";
import { showHiddenCharacters } from "@/components/ui/fence";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { Button } from "@/components/ui/button";
import type { OwnerPart } from "@/lib/agents/rules";
import { useRecord } from "../use-record";
import { autonomySentences, kindSentences, tierWords } from "../words";
import { Sentence } from "./sentence";

export function PurposeSentence() {
  const { purpose } = useRecord().record;
  return (
    <Sentence title="Is for" section="purpose" field="purpose" gaps={["purpose_missing"]}>
      {purpose !== "" && <p className="max-w-prose whitespace-pre-line">{showHiddenCharacters(purpose)}</p>}
    </Sentence>
  );
}

export function OwnersSentence() {
  return (
    <Sentence
      title="Who answers"
      gaps={["no_owner", "owner_not_accepted", "no_deputy", "deputy_not_accepted", "confirmation_overdue"]}
    >
      <PartSentence part="owner" />
      <PartSentence part="deputy" />
    </Sentence>
  );
}

function PartSentence({ part }: { part: OwnerPart }) {
  const { record } = useRecord();
  const person = record[part];
  const held = record.owners.find((one) => one.part === part && one.state === "accepted");
  const asked = record.owners.find((one) => one.part === part && one.state === "asked");
  if (!person && !asked) return null;
  return (
    <p>
      {person && (
        <>
          <b className="font-semibold">
            <TextLink href={`/people/${person.id}`} plain>
              {person.name}
            </TextLink>
          </b>{" "}
          {part === "owner" ? "answers for it" : "is the deputy"}
          {held?.answered_at && (
            <>
              {" "}
              since <Time at={held.answered_at} detail="day" />
            </>
          )}
          {held?.confirm_by && record.state !== "retired" && (
            <>
              {held.overdue ? ", and should have confirmed by " : ", and confirms by "}
              <Time at={held.confirm_by} detail="day" />
            </>
          )}
          .{" "}
        </>
      )}
      {asked && (
        <>
          {asked.person.name} is asked to be {part} since <Time at={asked.asked_at} detail="day" />.
        </>
      )}
    </p>
  );
}

export function NatureSentence() {
  const { kind, autonomy, environment } = useRecord().record;
  return (
    <Sentence title="How it acts" section="nature" gaps={["kind_missing", "autonomy_missing"]}>
      <p>
        {kind === null ? "It" : `${kindSentences[kind]}, and`} lives in{" "}
        <b className="font-semibold">{environmentWords[environment].name}</b>.{" "}
        {autonomy !== null && <>It {autonomySentences[autonomy]}.</>}
      </p>
    </Sentence>
  );
}

export function TierSentence() {
  const { record, may, open } = useRecord();
  const { tier, tier_target: target } = record;
  return (
    <Sentence title="Tier" section="nature" field="tier_target" gaps={["tier_target_missing"]}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p>
          {tier === null ? "Not assessed" : `${tierWords[tier]} as assessed`}
          {target !== null && `, aims for ${tierWords[target]}`}.
        </p>
        {may("assess") && (
          <Button size="small" onClick={() => open({ kind: "assess" })}>
            {tier === null ? "Assess…" : "Assess again…"}
          </Button>
        )}
      </div>
    </Sentence>
  );
}
