"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { PersonPicker } from "@/components/people/person-picker";
import { findFault } from "@/components/settings/change-failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { showToast } from "@/components/ui/toast";
import {
  agentReads,
  askOwnerMutation,
  declineOwnershipMutation,
  stepDownMutation,
  withdrawOwnerMutation,
} from "@/lib/agents/queries";
import { mayHoldBoth, type OwnerPart } from "@/lib/agents/rules";
import type { AgentRecord, Ownership } from "@/lib/agents/schema";
import type { Person } from "@/lib/people/schema";
import { ReasonField } from "../life/reason-field";
import type { OwnerChange } from "./owners-tab";

type Props = { record: AgentRecord; onClose: () => void };

/** The dialog of one change to who answers for the agent. */
export function OwnerDialog({ change, ...props }: Props & { change: OwnerChange }) {
  switch (change.kind) {
    case "ask":
      return <AskDialog part={change.part} {...props} />;
    case "decline":
    case "step_down":
      return <LeaveDialog kind={change.kind} ownership={change.ownership} {...props} />;
    case "withdraw":
      return <WithdrawDialog ownership={change.ownership} {...props} />;
  }
}

function AskDialog({ record, part, onClose }: Props & { part: OwnerPart }) {
  const [person, setPerson] = useState<Person | null>(null);
  const refresh = useRefresh(agentReads);
  const ask = useMutation({
    ...askOwnerMutation,
    onSuccess: (changed) => {
      const accepted = changed[part]?.id === person?.id;
      showToast(
        accepted
          ? { title: `${person?.name ?? ""} is ${part}`, detail: record.name }
          : { title: `${person?.name ?? ""} is asked`, detail: `They are ${part} once they accept` },
      );
      onClose();
    },
    onSettled: refresh,
  });
  const holder = record[part];
  return (
    <FormDialog
      title={`Ask somebody to be ${part}`}
      description={
        holder
          ? `${holder.name} goes on until somebody else accepts. Whoever asks themselves accepts at once.`
          : "They are asked, and answer for themselves. Whoever asks themselves accepts at once."
      }
      submitLabel="Ask"
      busyText="Asking…"
      busy={ask.isPending}
      disabledReason={person === null ? "Choose somebody first" : undefined}
      error={ask.error}
      onSubmit={() => person && ask.mutate({ params: { slug: record.slug }, body: { part, person: person.id } })}
      onClose={onClose}
    >
      <PersonPicker chosen={person} onChange={setPerson} explainOut={(one) => explainOut(one, record, part)} />
    </FormDialog>
  );
}

/** Why somebody cannot be asked, in the words of the rules. */
function explainOut(person: Person, record: AgentRecord, part: OwnerPart): string | undefined {
  if (person.sample && !record.sample) return "Sample data: answers for sample agents only";
  const open = record.owners.filter(
    ({ state, person: { id } }) => id === person.id && (state === "asked" || state === "accepted"),
  );
  const same = open.find((one) => one.part === part);
  if (same) return same.state === "asked" ? "Asked already" : `Is ${part} already`;
  const other = open.at(0);
  if (!other || mayHoldBoth(record.environment)) return undefined;
  return `${other.state === "asked" ? "Asked to be" : "Is"} ${other.part}: owner and deputy are two people`;
}

const leaving = {
  decline: {
    title: "Decline to be",
    words: "Whoever asked you learns why, and asks somebody else.",
    submit: "Decline",
    done: "Declined",
    mutation: declineOwnershipMutation,
  },
  step_down: {
    title: "Step down as",
    words: "From then on you no longer answer for it. Ask somebody else first, so that it does not stand alone.",
    submit: "Step down",
    done: "You stepped down",
    mutation: stepDownMutation,
  },
} as const;

type LeaveProps = Props & { kind: keyof typeof leaving; ownership: Ownership };

function LeaveDialog({ record, kind, ownership, onClose }: LeaveProps) {
  const { title, words, submit, done, mutation } = leaving[kind];
  const [reason, setReason] = useState("");
  const refresh = useRefresh(agentReads);
  const leave = useMutation({
    mutationFn: mutation.mutationFn,
    onSuccess: () => {
      showToast({ title: done, detail: record.name });
      onClose();
    },
    onSettled: refresh,
  });
  const fault = findFault(leave.error, "/reason");
  const params = { slug: record.slug, id: ownership.id };
  return (
    <FormDialog
      title={`${title} ${ownership.part} of ${record.name}?`}
      description={words}
      submitLabel={submit}
      busyText="Recording…"
      busy={leave.isPending}
      danger
      disabledReason={reason.trim().length < 3 ? "Write the reason first" : undefined}
      error={fault === undefined ? leave.error : null}
      onSubmit={() => leave.mutate({ params, body: { reason: reason.trim() } })}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} error={fault} />
    </FormDialog>
  );
}

function WithdrawDialog({ record, ownership, onClose }: Props & { ownership: Ownership }) {
  const refresh = useRefresh(agentReads);
  async function withdraw() {
    const params = { slug: record.slug, id: ownership.id };
    await withdrawOwnerMutation.mutationFn({ params }).finally(() => void refresh());
    showToast({ title: "Question taken back", detail: ownership.person.name });
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={`Take the question to ${ownership.person.name} back?`}
      confirmLabel="Take back"
      busyText="Recording…"
      onConfirm={withdraw}
    >
      They can no longer accept. It stays in the history that they were asked.
    </ConfirmDialog>
  );
}
