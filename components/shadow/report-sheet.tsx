"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { findFault } from "@/components/settings/change-failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { Field } from "@/components/ui/form/field";
import { Input, Textarea } from "@/components/ui/form/input";
import { showToast } from "@/components/ui/toast";
import { reportShadowAgentMutation, shadowReads } from "@/lib/shadow/queries";

const empty = { name: "", source: "", source_ref: "", detail: "" };

/** What a person saw themselves; machines report the same at the API. */
export function ReportSheet({ onClose }: { onClose: () => void }) {
  const [seen, setSeen] = useState(empty);
  const refresh = useRefresh(shadowReads);
  const report = useMutation({
    ...reportShadowAgentMutation,
    onSuccess: ({ sightings }) => {
      showToast({
        title: sightings === 1 ? "Reported" : "Seen again",
        detail: sightings === 1 ? seen.name : `${sightings} times now`,
      });
      onClose();
    },
    onSettled: refresh,
  });
  const missing = seen.name.trim() === "" || seen.source.trim() === "" || seen.source_ref.trim() === "";
  const fault = (field: keyof typeof empty) => findFault(report.error, `/${field}`);
  const explained = Object.keys(empty).some((field) => findFault(report.error, `/${field}`) !== undefined);
  const fill = (field: keyof typeof empty) => ({
    value: seen[field],
    onChange: (event: { target: { value: string } }) => setSeen({ ...seen, [field]: event.target.value }),
  });
  return (
    <FormDialog
      side
      title="Report a discovered agent"
      submitLabel="Report"
      busyText="Reporting…"
      busy={report.isPending}
      disabledReason={missing ? "Say what was seen, and where" : undefined}
      error={explained ? null : report.error}
      onSubmit={() => report.mutate({ body: seen })}
      onClose={onClose}
    >
      <Field label="Seen as" hint="The name it goes by there." error={fault("name")} required>
        <Input maxLength={200} autoComplete="off" {...fill("name")} />
      </Field>
      <Field label="Seen by" hint="A proxy log, a list of grants, a colleague." error={fault("source")} required>
        <Input maxLength={120} autoComplete="off" {...fill("source")} />
      </Field>
      <Field
        label="What tells it apart there"
        hint="A client id, an address, an account. The same again is one more sighting."
        error={fault("source_ref")}
        required
      >
        <Input mono maxLength={500} autoComplete="off" spellCheck={false} {...fill("source_ref")} />
      </Field>
      <Field label="What it does there" error={fault("detail")} optional>
        <Textarea maxLength={2_000} {...fill("detail")} />
      </Field>
    </FormDialog>
  );
}
