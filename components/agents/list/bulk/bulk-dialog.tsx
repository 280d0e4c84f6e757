"use client";

import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { Failure } from "@/components/account/failure";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/components/ui/format-number";
import { Sheet } from "@/components/ui/overlay/dialog";
import { Progress } from "@/components/ui/progress";
import { type BulkVerb, bulkMembers } from "@/lib/agents/rules";
import type { Agent } from "@/lib/agents/schema";
import { BulkFields, type Draft, explainMissing, readDetails } from "./bulk-fields";
import { BulkRows } from "./bulk-rows";
import { bulkWords, writeConfirm } from "./bulk-words";
import { type BulkAnswer, useBulk } from "./use-bulk";

type Props = {
  verb: BulkVerb;
  agents: readonly Agent[];
  /** With those it did not work for. */
  onDone: (failed: readonly Agent[]) => void;
  onClose: () => void;
};

/** One change of several agents: what it needs to be told, what would happen to each, what did. */
export function BulkDialog({ verb, agents, onDone, onClose }: Props) {
  const form = useId();
  const firstField = useRef<HTMLElement | null>(null);
  const [draft, setDraft] = useState<Draft>({});
  const [preview, setPreview] = useState<readonly BulkAnswer[] | null>(null);
  const [result, setResult] = useState<readonly BulkAnswer[] | null>(null);
  const { run, answered } = useBulk(verb);
  const words = bulkWords[verb];
  const told = bulkMembers[verb].length > 0;
  const able = (preview ?? []).filter(({ row }) => row.outcome === "would_do");

  const look = () =>
    run.mutate({ agents, details: readDetails(draft), dryRun: true }, { onSuccess: (answers) => setPreview(answers) });
  const carryOut = () =>
    run.mutate(
      { agents: able.map(({ agent }) => agent), details: readDetails(draft), dryRun: false },
      {
        onSuccess: (answers) => {
          const all = [...(preview ?? []).filter(({ row }) => row.outcome === "failed"), ...answers];
          setResult(all);
          onDone(all.filter(({ row }) => row.outcome === "failed").map(({ agent }) => agent));
        },
      },
    );
  const lookAtOnce = useEffectEvent(() => {
    if (!told) look();
  });
  useEffect(() => lookAtOnce(), []);

  const footer = result ? (
    <Button variant="primary" onClick={onClose}>
      Close
    </Button>
  ) : preview ? (
    <>
      {told ? <Button onClick={() => setPreview(null)}>Back</Button> : <Button onClick={onClose}>Cancel</Button>}
      <Button
        variant={"danger" in words ? "deny" : "primary"}
        busy={run.isPending}
        disabledReason={able.length === 0 ? "Nothing would change" : undefined}
        onClick={carryOut}
      >
        {writeConfirm(verb, able.length)}
      </Button>
    </>
  ) : (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button
        type="submit"
        form={form}
        variant="primary"
        busy={run.isPending}
        busyText="Looking…"
        disabledReason={explainMissing(verb, draft)}
      >
        Preview
      </Button>
    </>
  );

  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.title}
      description={result ? undefined : `${formatCount(agents.length, "agent")} selected. ${words.explain}`}
      footer={footer}
      initialFocus={firstField}
    >
      {preview === null && (
        <form
          id={form}
          ref={(element) => {
            firstField.current = element?.querySelector("input, select, textarea") ?? null;
          }}
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            look();
          }}
        >
          <BulkFields verb={verb} agents={agents} draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
        </form>
      )}
      {preview && run.isPending ? (
        <Progress label="Changing one after the other" value={answered} max={able.length} />
      ) : (
        preview && (
          <BulkRows
            key={result ? "result" : "preview"}
            verb={verb}
            answers={result ?? preview}
            stage={result ? "result" : "preview"}
          />
        )
      )}
      <Failure error={run.error} />
    </Sheet>
  );
}
