"use client";

import { useId } from "react";
import { DiffView } from "@/components/data/diff-view";
import { Banner } from "@/components/ui/banner";
import { RadioGroup } from "@/components/ui/form/radio-group";
import { Time } from "@/components/ui/time";
import { describeChanges } from "../history/describe-change";
import { joinNames } from "../words";
import { describeField, type Field, fieldWords } from "./fields";
import type { Conflict } from "./use-edit";

type Props = {
  conflict: Conflict;
  decide: (field: Field, whose: "mine" | "theirs") => void;
  teamName: (id: string) => string;
};

/** Somebody was first: what they changed, field by field, and for each field both wrote a choice. */
export function ConflictPanel({ conflict, decide, teamName }: Props) {
  const collisions = Object.keys(conflict.decisions).filter((field): field is Field =>
    Object.hasOwn(fieldWords, field),
  );
  const changes = conflict.entries.toReversed().flatMap((entry) => describeChanges(entry.changes));
  const latest = conflict.entries[0];
  const people = [...new Set(conflict.entries.map(({ actor }) => actor.name ?? "The product"))];
  return (
    <div role="alert" className="grid gap-4">
      <Banner tone="pending" title={`${joinNames(people)} changed this agent while you wrote.`}>
        {latest && (
          <>
            Last at <Time at={latest.at} />.{" "}
          </>
        )}
        Nothing of yours was saved.{" "}
        {collisions.length === 0
          ? "It does not touch what you wrote: look at it, then save again."
          : "You both changed the same: say what stays, then save again."}
      </Banner>
      {collisions.map((field) => (
        <CollisionChoice
          key={field}
          field={field}
          theirs={describeField(conflict.theirs, field, teamName) ?? "None"}
          mine={describeField(conflict.mine, field, teamName) ?? "None"}
          decision={conflict.decisions[field] ?? null}
          onDecide={(whose) => decide(field, whose)}
        />
      ))}
      {changes.length > 0 && <DiffView label="What they changed" changes={changes} afterLabel="Theirs" />}
    </div>
  );
}

type ChoiceProps = {
  field: Field;
  theirs: string;
  mine: string;
  decision: "mine" | "theirs" | null;
  onDecide: (whose: "mine" | "theirs") => void;
};

function CollisionChoice({ field, theirs, mine, decision, onDecide }: ChoiceProps) {
  const name = useId();
  return (
    <div className="tone-pending rounded-card border border-tone-border p-4">
      <RadioGroup
        legend={fieldWords[field]}
        name={name}
        value={decision ?? undefined}
        onChange={onDecide}
        choices={[
          { value: "mine", label: "Keep mine", hint: <Quoted text={mine} /> },
          { value: "theirs", label: "Take theirs", hint: <Quoted text={theirs} /> },
        ]}
      />
    </div>
  );
}

function Quoted({ text }: { text: string }) {
  return <span className="[overflow-wrap:anywhere] whitespace-pre-wrap text-fg">{text}</span>;
}
