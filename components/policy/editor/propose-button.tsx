"use client";

import { lazy, Suspense, useState } from "react";
import { scopeOf } from "@/components/policy/changes/scope";
import { Button } from "@/components/ui/button";
import { type Editor, useEditor } from "./state/use-editor";
import { focusFirstFailing } from "./tabs/focus-tests";

const ProposeChange = lazy(async () => ({
  default: (await import("@/components/policy/changes/propose/propose-change")).ProposeChange,
}));

/** From a draft to a change that others look at. A test that fails stands before it, and is gone to. */
export function ProposeButton() {
  const editor = useEditor();
  const { scope, draft, live, store, setTab } = editor;
  const [open, setOpen] = useState(false);
  const failing = countFailing(editor);
  const { caller, kind } = scope;
  return (
    <>
      <span
        role="presentation"
        onClickCapture={() => {
          if (failing === 0) return;
          setTab("tests");
          focusFirstFailing();
        }}
      >
        <Button
          variant={store.unsaved ? "secondary" : "primary"}
          disabledReason={explainInertness(editor, failing)}
          onClick={() => setOpen(true)}
        >
          Propose…
        </Button>
      </span>
      {open && (
        <Suspense fallback={null}>
          <ProposeChange
            scope={scopeOf({ agent: kind === "agent" ? caller.slug : null, environment: caller.environment })}
            draftVersion={draft.version}
            isBehind={(draft.base_version ?? null) !== live.live_version}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}

function countFailing({ preview }: Editor): number {
  return preview.tests?.filter(({ passed }) => !passed).length ?? 0;
}

function explainInertness({ store, live }: Editor, failing: number): string | undefined {
  if (failing > 0) return `${failing} ${failing === 1 ? "test fails" : "tests fail"}: mend that first`;
  if (store.unsaved) return "Save the draft first";
  return live.open_change === null ? undefined : "A change is open already: it is decided or withdrawn first";
}
