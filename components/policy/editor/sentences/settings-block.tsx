"use client";

import { Button } from "@/components/ui/button";
import { describeNames } from "@/lib/policy/rules";
import type { PolicyDocument } from "@/lib/policy/schema";
import type { Readable } from "../state/preview";
import { useEditor } from "../state/use-editor";
import { Pieces } from "./pieces";

export const keptWords = {
  all: "All arguments of its calls are kept with decisions.",
  read: "Of its calls, the arguments that rules read are kept with decisions.",
  none: "No argument of its calls is kept with decisions.",
} as const satisfies Record<PolicyDocument["keep_arguments"], string>;

/** What holds for the policy as a whole. */
export function SettingsBlock({ readable: { document } }: { readable: Readable }) {
  const { mayWrite, locked, openForm } = useEditor();
  const { require_intent: required, keep_arguments: kept, secret_arguments: secret } = document;
  return (
    <section aria-label="For the whole policy" className="border-t border-hairline px-page pt-2 pb-4">
      <div className="flex items-center gap-2 pb-1">
        <h3 className="font-semibold">For the whole policy</h3>
        {mayWrite && (
          <span className="ms-auto">
            <Button size="small" disabledReason={locked} onClick={() => openForm({ kind: "settings" })}>
              Edit<span className="sr-only"> what holds for the whole policy</span>
            </Button>
          </span>
        )}
      </div>
      <p className="text-dense text-muted [overflow-wrap:anywhere]">
        {required
          ? "It acts only in a session that declared its intent."
          : "It may act without a session that declared its intent."}{" "}
        {keptWords[kept]}
        {secret.length > 0 && (
          <>
            {" "}
            Masked before they are written: <Pieces pieces={describeNames(secret)} />.
          </>
        )}
      </p>
    </section>
  );
}
