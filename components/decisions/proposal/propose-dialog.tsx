"use client";

import { useState } from "react";
import { FormDialog } from "@/components/settings/form-dialog";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { RadioGroup } from "@/components/ui/form/radio-group";
import type { DecisionDetail } from "@/lib/decisions/schema";
import type { Surroundings } from "../record/surroundings";
import { chooseTarget } from "./target";
import { usePropose } from "./use-propose";
import { describeExpected, listGaps, listOthers, nameTest, writeTest } from "./write-test";

type Props = { decision: DecisionDetail; around: Surroundings; onClose: () => void };

/** What the call should have been; it becomes the first test of the change. */
export function ProposeDialog({ decision, around, onClose }: Props) {
  const target = chooseTarget(decision, around.slug);
  const others = listOthers(decision);
  const [expected, setExpected] = useState(others[0]);
  const [name, setName] = useState(() => nameTest(decision));
  const propose = usePropose(target);
  const gaps = listGaps(decision);
  const draft = around.hasDraft ? "It goes into the draft that is there" : "A draft is begun from what is live";
  return (
    <FormDialog
      title="Propose a rule change"
      description={`This call becomes a test in ${target.whose}. ${draft}; nothing changes until the change is published.`}
      submitLabel="Write the test"
      busyText="Writing…"
      busy={propose.isPending || propose.isSuccess}
      disabledReason={name.trim() === "" ? "The test needs a name" : undefined}
      error={propose.error}
      onSubmit={() => propose.mutate(writeTest(decision, name.trim(), expected))}
      onClose={onClose}
    >
      <RadioGroup
        legend="What should it have been?"
        name="expected"
        value={expected}
        onChange={setExpected}
        choices={others.map((value) => ({ value, label: describeExpected(value) }))}
      />
      <Field label="Name of the test" hint="For whoever sees it fail.">
        <Input value={name} maxLength={500} onChange={({ target: { value } }) => setName(value)} />
      </Field>
      {gaps.length > 0 && (
        <ul className="grid gap-1 text-dense text-muted">
          {gaps.map((gap) => (
            <li key={gap}>{gap}</li>
          ))}
        </ul>
      )}
    </FormDialog>
  );
}
