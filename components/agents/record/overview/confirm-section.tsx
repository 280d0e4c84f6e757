"use client";

import { Section } from "@/components/shell/page/section";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Time } from "@/components/ui/time";
import { listConfirmable, useConfirm } from "../owners/use-confirm";
import { useRecord } from "../use-record";

/** When its owner says yes again; for the owner, the button that does it. */
export function ConfirmSection() {
  const { record, asOf } = useRecord();
  const owner = record.owners.find(({ part, state }) => part === "owner" && state === "accepted");
  const ids = asOf === null ? listConfirmable(record) : [];
  const confirm = useConfirm(record.slug, ids);
  if (!owner?.confirm_by || record.state === "retired") return null;
  return (
    <Section title={owner.overdue ? "Confirmation overdue" : "Next confirmation"}>
      <p className="text-dense text-muted">
        {owner.person.name} confirms every {record.rhythm.confirm_every_days} days to go on answering for it.{" "}
        {owner.overdue ? "It was due on" : "Next by"} <Time at={owner.confirm_by} detail="day" />
        {owner.confirmed_at && (
          <>
            , last on <Time at={owner.confirmed_at} detail="day" />
          </>
        )}
        .
      </p>
      {ids.length > 0 && (
        <div className="mt-3">
          <Button
            size="small"
            variant={owner.overdue ? "primary" : "secondary"}
            busy={confirm.isPending}
            busyText="Recording…"
            aria-keyshortcuts="y"
            onClick={() => confirm.mutate()}
          >
            Confirm now <Kbd>Y</Kbd>
          </Button>
        </div>
      )}
    </Section>
  );
}
