"use client";

import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { chooseScope } from "@/components/shell/environment";
import { Card } from "@/components/shell/page/section";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import type { CurrentViewer } from "@/lib/auth/schema";
import { isAppError } from "@/lib/core/errors";
import { callOperation } from "@/lib/http/client";
import { sampleOperations } from "@/lib/sample/operations";
import { Failure } from "../failure";

/** What may bring somebody here. No choice is final: each is a press away later too. */
export function BeginChoice({ abilities }: Pick<CurrentViewer, "abilities">) {
  const mayManage = abilities.includes("sample.manage");
  return (
    <div className="grid gap-3 tablet:grid-cols-2">
      {abilities.includes("agents.import") && (
        <Choice
          title="Bring an agent you already have"
          words="From its settings.json, .mcp.json, agent card or a CSV. They are read in this browser; you see what they mean before anything is sent."
        >
          <ButtonLink href="/agents/import">Import from files</ButtonLink>
        </Choice>
      )}
      {abilities.includes("agents.create") && (
        <Choice
          title="Register an agent"
          words="Its name, what it is for and who answers for it, in under a minute. Everything else can follow."
        >
          <ButtonLink href="/agents/new">Register an agent</ButtonLink>
        </Choice>
      )}
      {mayManage && <SampleChoice />}
      {mayManage && (
        <Choice
          title="Start empty"
          words="Invite your colleagues, then bring your agents. Sample data can be added later, in Settings."
        >
          <ButtonLink href="/people">Start empty</ButtonLink>
        </Choice>
      )}
      {!mayManage && (
        <Choice title="Look around" words="What waits for you, and what everybody else has here.">
          <ButtonLink href="/">Go to the console</ButtonLink>
        </Choice>
      )}
    </div>
  );
}

function SampleChoice() {
  const add = useMutation({ mutationFn: addSample, onSuccess: () => location.assign("/people") });
  return (
    <Choice
      title="Look around with sample data"
      words="Made-up people and teams, marked, counted in no figure, and deleted with one press."
    >
      <Button busy={add.isPending || add.isSuccess} busyText="Adding it…" onClick={() => add.mutate()}>
        Add sample data
      </Button>
      <Failure error={add.error} />
    </Choice>
  );
}

/** Somebody, or an earlier press, may have added it already: then it is there to look at. */
async function addSample(): Promise<void> {
  await callOperation(sampleOperations.addSample, {}).catch((error: unknown) => {
    if (!isAppError(error) || error.code !== "conflict") throw error;
  });
  chooseScope("sandbox");
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
