"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Failure } from "@/components/account/failure";
import { FailedList } from "@/components/data/list-trouble";
import { PageHead } from "@/components/shell/page/page-head";
import { PageBody, Section } from "@/components/shell/page/section";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { formatCount } from "@/components/ui/format-number";
import { ActiveIcon, EndedIcon } from "@/components/ui/icons/states";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { showToast } from "@/components/ui/toast";
import { addSampleMutation, deleteSampleMutation, sampleQuery } from "@/lib/sample/queries";
import type { Sample } from "@/lib/sample/schema";

/** Made-up records to look around with: there or not, and the one press that changes it. */
export function SamplePage() {
  const { data: sample, error, refetch } = useQuery(sampleQuery);
  return (
    <>
      <PageHead
        title="Sample data"
        badge={sample && <Presence present={sample.present} />}
        subtitle="Made-up agents, systems, people and teams to look around with. Each is marked, and no figure counts them."
      />
      <PageBody narrow>
        {sample && <SampleChange sample={sample} />}
        {!sample && error && (
          <FailedList noun={["sample", "sample data"]} error={error} onRetry={() => void refetch()} />
        )}
      </PageBody>
    </>
  );
}

function Presence({ present }: { present: boolean }) {
  return (
    <Badge look="filled" tone="neutral" icon={present ? ActiveIcon : EndedIcon}>
      {present ? "Here" : "Not here"}
    </Badge>
  );
}

function SampleChange({ sample }: { sample: Sample }) {
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries();
  const add = useMutation({
    ...addSampleMutation,
    onSuccess: (added) => showToast({ title: "Sample data added", detail: countSample(added) }),
    onSettled: refresh,
  });
  async function remove() {
    await deleteSampleMutation.mutationFn({}).finally(() => void refresh());
    showToast({ title: "Sample data deleted" });
  }
  if (!sample.present) {
    return (
      <Section
        title="None is here"
        description="Nobody can sign in as a sample person: their addresses reach nobody. All of it can be deleted with one press."
      >
        <Button variant="primary" busy={add.isPending} busyText="Adding it…" onClick={() => add.mutate({})}>
          Add sample data
        </Button>
        <Failure error={add.error} />
      </Section>
    );
  }
  return (
    <Section
      title={countSample(sample)}
      description="Deleting takes all of it, also what you changed in it. What you made yourself stays. The log keeps its events, as always."
    >
      <div className="flex flex-wrap gap-2">
        <ButtonLink href="/people">See the people</ButtonLink>
        <Button variant="danger" onClick={() => setAsking(true)}>
          Delete sample data
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Delete the sample data?"
        confirmLabel="Delete sample data"
        busyText="Deleting…"
        danger
        onConfirm={remove}
      >
        {countSample(sample)} go. It can be added again, made anew.
      </ConfirmDialog>
    </Section>
  );
}

function countSample({ agents, systems, people, teams }: Sample): string {
  const parts = [
    formatCount(agents, "agent", "agents"),
    formatCount(systems, "system", "systems"),
    formatCount(people, "person", "people"),
  ];
  return `${parts.join(", ")} and ${formatCount(teams, "team", "teams")}`;
}
