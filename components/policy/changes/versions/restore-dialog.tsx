"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { findFault } from "@/components/settings/change-failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { Field } from "@/components/ui/form/field";
import { Textarea } from "@/components/ui/form/input";
import { showToast } from "@/components/ui/toast";
import { policyChangeReads } from "@/lib/policy/queries";
import { changeHref } from "../place";
import type { ChangeScope } from "../scope";
import { OtherChange } from "../propose/remedies";

type Props = { scope: ChangeScope; number: number; onClose: () => void };

/** Back to what a version said: live when this answers where nothing gets looser, else a change that waits. */
export function RestoreDialog({ scope, number, onClose }: Props) {
  const [because, setBecause] = useState("");
  const router = useRouter();
  const refresh = useRefresh(policyChangeReads);
  const restore = useMutation({
    mutationFn: () => scope.restore(number, because.trim()),
    onSuccess: ({ id, state, applied_version: version }) => {
      const live = state === "applied";
      showToast({
        title: live ? `Version ${version ?? ""} is live` : "It waits for its review",
        detail: live
          ? `It says what version ${number} said.`
          : "Going back makes something looser, so a second person must approve it.",
        ...(!live && { pending: true }),
      });
      onClose();
      router.push(changeHref(id));
    },
    onSettled: refresh,
  });
  const fault = findFault(restore.error, "/because");
  return (
    <FormDialog
      title={`Roll back to version ${number}?`}
      description={
        scope.environment === "sandbox"
          ? "A new version with its words is live at once. In sandbox one person is enough."
          : "A new version with its words is live at once where nothing gets looser. Where something does, it becomes a change that a second person approves; security can make it live before that, in an emergency."
      }
      submitLabel={`Roll back to ${number}`}
      busyText="Rolling back…"
      busy={restore.isPending}
      disabledReason={because.trim() === "" ? "Write the reason first" : undefined}
      error={fault === undefined ? restore.error : null}
      onSubmit={() => restore.mutate()}
      onClose={onClose}
    >
      <Field label="Reason" hint="Stays with the version and the log." error={fault} required>
        <Textarea rows={2} maxLength={2000} value={because} onChange={(event) => setBecause(event.target.value)} />
      </Field>
      <OtherChange error={restore.error} />
    </FormDialog>
  );
}
