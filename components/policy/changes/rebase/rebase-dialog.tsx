"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { announce } from "@/components/ui/announcer";
import { Banner } from "@/components/ui/banner";
import { showHiddenCharacters } from "@/components/ui/fence";
import { RadioGroup } from "@/components/ui/form/radio-group";
import { isAppError } from "@/lib/core/errors";
import { policyChangeReads } from "@/lib/policy/queries";
import type { PolicyDraft } from "@/lib/policy/schema";
import type { ChangeScope } from "../scope";
import { type Disagreement, readDisagreements } from "./disagreements";

type Take = "mine" | "theirs";
type Props = { scope: ChangeScope; onDone: (draft: PolicyDraft) => void; onClose: () => void };

/** Both sides' changes come together; where both changed the same, a person says whose word stands. */
export function RebaseDialog({ scope, onDone, onClose }: Props) {
  const [places, setPlaces] = useState<readonly Disagreement[]>([]);
  const [choices, setChoices] = useState<Readonly<Record<string, Take>>>({});
  const refresh = useRefresh(policyChangeReads);
  const rebase = useMutation({
    mutationFn: () => scope.rebase({ choices: Object.entries(choices).map(([pointer, take]) => ({ pointer, take })) }),
    onSuccess: (draft) => {
      announce("The draft is up to date");
      onDone(draft);
    },
    onError: (error) => {
      const found = readDisagreements(error);
      if (found.length > 0) setPlaces(found);
    },
    onSettled: refresh,
  });
  const asked = readDisagreements(rebase.error).length > 0;
  const open = places.filter(({ pointer }) => choices[pointer] === undefined).length;
  // What somebody else settled meanwhile needs nothing more.
  const settled = isAppError(rebase.error) && rebase.error.code === "conflict" && !asked;
  return (
    <FormDialog
      title="Bring the draft up to date"
      description="What went live since the draft began is taken in. What only one side changed stays as that side has it; nothing goes live by this."
      submitLabel={places.length === 0 ? "Bring it up to date" : "Save these choices"}
      busyText="Bringing together…"
      busy={rebase.isPending}
      disabledReason={open > 0 ? `Choose for ${open === 1 ? "1 more place" : `${open} more places`}` : undefined}
      error={asked ? null : rebase.error}
      onSubmit={() => rebase.mutate()}
      onClose={onClose}
    >
      {places.length > 0 && (
        <div role="alert">
          <Banner
            tone="pending"
            title={`Both sides changed ${places.length === 1 ? "one place" : `${places.length} places`}.`}
          >
            Say for each whose word stands. Nothing is written until then.
          </Banner>
        </div>
      )}
      {places.map((place) => (
        <Choice
          key={place.pointer}
          place={place}
          take={choices[place.pointer]}
          onChange={(take) => setChoices({ ...choices, [place.pointer]: take })}
        />
      ))}
      {settled && <p className="text-muted">Close this and look again: the page shows how it stands now.</p>}
    </FormDialog>
  );
}

type ChoiceProps = { place: Disagreement; take: Take | undefined; onChange: (take: Take) => void };

function Choice({ place, take, onChange }: ChoiceProps) {
  return (
    <RadioGroup
      legend={
        <>
          {showHiddenCharacters(place.name)}
          {place.base !== undefined && (
            <span className="block text-dense font-normal text-subtle [overflow-wrap:anywhere]">
              It was: {showHiddenCharacters(place.base)}
            </span>
          )}
        </>
      }
      name={`take ${place.pointer}`}
      value={take}
      onChange={onChange}
      choices={[
        { value: "mine", label: "Mine", hint: <Said text={place.mine} /> },
        { value: "theirs", label: "Theirs, live now", hint: <Said text={place.theirs} /> },
      ]}
    />
  );
}

function Said({ text }: { text: string | undefined }) {
  if (text === undefined) return "Removed";
  return (
    <code translate="no" className="text-dense [overflow-wrap:anywhere] whitespace-pre-wrap">
      {showHiddenCharacters(text)}
    </code>
  );
}
