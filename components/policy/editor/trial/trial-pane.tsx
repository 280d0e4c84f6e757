"use client";

import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useEditor } from "../state/use-editor";
import { Answers } from "./answers";
import { readCall } from "./call";
import { CallForm } from "./call-form";
import { OutcomeCard } from "./outcome-card";
import { useTrial } from "./use-trial";

/** One call against the text as it stands: decided here, with the code that would decide it live. Nothing is sent. */
export function TrialPane() {
  const { call, preview, mayWrite, locked, openForm } = useEditor();
  const read = useMemo(() => readCall(call), [call]);
  const trial = useTrial(read.ok ? read.call : undefined);
  const faulty = preview.faults.length > 0;
  return (
    <section
      aria-label="Try it"
      tabIndex={0}
      className="relative min-h-0 min-w-0 px-page pt-3 pb-5 focus-visible:-outline-offset-2 rail:overflow-y-auto rail:px-4"
    >
      <div className="mb-3 flex min-h-8 items-center gap-2">
        <h3 className="font-semibold">Try it</h3>
        <p className="flex-1 text-small text-subtle">
          {faulty ? "On the last text that could be read" : "On this text; nothing is sent"}
        </p>
        <span aria-hidden className="max-tablet:hidden">
          <Kbd>T</Kbd>
        </span>
      </div>
      <CallForm faults={read.ok ? {} : read.faults} />
      <div className="mt-4 grid gap-4">
        {trial ? (
          <>
            <OutcomeCard trial={trial} />
            {mayWrite && (
              <div>
                <Button disabledReason={locked} onClick={() => openForm({ kind: "test" })}>
                  Keep as test…
                </Button>
              </div>
            )}
            <Answers trial={trial} />
          </>
        ) : (
          <p className="rounded-card border border-hairline px-3 py-3 text-muted">{explainNothing(read.ok)}</p>
        )}
      </div>
    </section>
  );
}

function explainNothing(readable: boolean): string {
  return readable ? "What stands around the policy is being read." : "Nothing is tried until the call is complete.";
}
