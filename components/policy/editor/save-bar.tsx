"use client";

import { useState } from "react";
import { Failure } from "@/components/account/failure";
import { useModifierName } from "@/components/shell/rail/palette-button";
import { Button } from "@/components/ui/button";
import { UndoIcon } from "@/components/ui/icons/actions";
import { Kbd } from "@/components/ui/kbd";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { Time } from "@/components/ui/time";
import { ProposeButton } from "./propose-button";
import { type Editor, useEditor } from "./state/use-editor";

/** What is not saved, and what can be done about it, at the foot of the page where the thumb is. */
export function SaveBar({ onDeleted }: { onDeleted: () => void }) {
  const editor = useEditor();
  const { mayWrite, saving, store, draft, scope } = editor;
  const [deleting, setDeleting] = useState(false);
  const modifier = useModifierName();
  const mayPropose = draft.abilities.includes("propose");
  if (!mayWrite) return null;
  return (
    <div className="sticky bottom-0 z-10 mt-auto grid gap-2 border-t border-button bg-overlay px-page py-2.5 max-tablet:bottom-[calc(3.5625rem+env(safe-area-inset-bottom))]">
      <Failure error={saving.error} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="min-w-0 flex-1 basis-full text-dense font-medium tablet:basis-52" data-testid="policy-state">
          {describeState(editor)}
          <span className="block text-small font-normal text-subtle">
            Saved <Time at={draft.updated_at} />.
            <span className="max-tablet:hidden"> A draft changes nothing that is live.</span>
          </span>
        </p>
        {store.undo && (
          <Button variant="quiet" icon={<UndoIcon />} onClick={store.undo}>
            Undo
          </Button>
        )}
        <Button variant="quiet" onClick={() => setDeleting(true)}>
          Delete draft…
        </Button>
        <Button
          variant={store.unsaved || !mayPropose ? "primary" : "secondary"}
          busy={saving.busy}
          busyText="Saving…"
          disabledReason={explainInertness(editor)}
          onClick={saving.save}
        >
          Save draft
          <span aria-hidden className="max-tablet:hidden">
            {modifier !== "" && <Kbd>{modifier}S</Kbd>}
          </span>
        </Button>
        {mayPropose && <ProposeButton />}
      </div>
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title="Delete the draft?"
        confirmLabel="Delete draft"
        busyText="Deleting…"
        danger
        onConfirm={async () => {
          await scope.remove();
          store.forget();
          onDeleted();
        }}
      >
        Its text is gone for everybody. What is live stays as it is.
      </ConfirmDialog>
    </div>
  );
}

function describeState({ store, preview, saving }: Editor): string {
  if (saving.conflict) return "Not saved: somebody was first.";
  if (!store.unsaved) return "Everything is saved.";
  if (preview.faults.length > 0) return "Not saved yet, and it cannot be read.";
  const failing = preview.tests?.filter(({ passed }) => !passed).length ?? 0;
  if (failing > 0) return `Not saved yet. ${failing} ${failing === 1 ? "test fails" : "tests fail"}.`;
  return store.returned ? "Not saved yet: what you left is here again." : "Not saved yet.";
}

function explainInertness({ store, preview, saving }: Editor): string | undefined {
  if (saving.conflict) return "Say first what stays";
  if (!store.unsaved) return "Nothing differs from what is saved";
  return preview.faults.length > 0 ? "Mend the text first: it cannot be read as it stands" : undefined;
}
