"use client";

import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { chooseEnvironment } from "@/components/shell/environment";
import { Card } from "@/components/shell/page/section";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { isAppError } from "@/lib/core/errors";
import { callOperation } from "@/lib/http/client";
import { sampleOperations } from "@/lib/sample/operations";
import { Failure } from "../failure";

/** Sample data or none; neither choice is final. */
export function SampleChoice() {
  const add = useMutation({ mutationFn: addSample, onSuccess: () => location.assign("/people") });
  return (
    <div className="grid gap-3 tablet:grid-cols-2">
      <Choice
        title="Look around with sample data"
        words="Made-up people and teams, marked, counted in no figure, and deleted with one press."
      >
        <Button busy={add.isPending || add.isSuccess} busyText="Adding it…" onClick={() => add.mutate()}>
          Add sample data
        </Button>
        <Failure error={add.error} />
      </Choice>
      <Choice
        title="Start empty"
        words="Invite your colleagues, then bring your agents. Sample data can be added later, in Settings."
      >
        <ButtonLink href="/people">Start empty</ButtonLink>
      </Choice>
    </div>
  );
}

/** Somebody, or an earlier press, may have added it already: then it is there to look at. */
async function addSample(): Promise<void> {
  await callOperation(sampleOperations.addSample, {}).catch((error: unknown) => {
    if (!isAppError(error) || error.code !== "conflict") throw error;
  });
  chooseEnvironment("sandbox");
}

function Choice({ title, words, children }: { title: string; words: string; children: ReactNode }) {
  return (
    <Card>
      <div className="flex h-full flex-col items-start gap-3 p-4">
        <div className="flex-1">
          <h3 className="font-semibold">{title}</h3>
          <p className="mt-1 text-muted">{words}</p>
        </div>
        {children}
      </div>
    </Card>
  );
}
