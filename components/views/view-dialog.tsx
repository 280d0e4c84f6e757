"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { findFault } from "@/components/settings/change-failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { CheckboxField } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { showToast } from "@/components/ui/toast";
import { createViewMutation, updateViewMutation, viewReads } from "@/lib/views/queries";
import { explainViewQuery, type ViewList } from "@/lib/views/rules";
import type { View } from "@/lib/views/schema";

type Props = {
  list: ViewList;
  /** What a new view keeps. */
  query: string;
  /** The one that gets another name; a new one is made without it. */
  view: View | undefined;
  onSaved: (view: View) => void;
  onClose: () => void;
};

/** Names a new view, or one there is already. */
export function ViewDialog({ list, query, view, onSaved, onClose }: Props) {
  const [name, setName] = useState(view?.name ?? "");
  const [shared, setShared] = useState(view?.shared ?? false);
  const refresh = useRefresh(viewReads);
  const onSuccess = async (saved: View): Promise<void> => {
    await refresh();
    showToast({ title: "View saved", detail: saved.name });
    onClose();
    if (!view) onSaved(saved);
  };
  const create = useMutation({ ...createViewMutation, onSuccess });
  const update = useMutation({ ...updateViewMutation, onSuccess });
  const { error, isPending } = view ? update : create;
  const fault = findFault(error, "/name");

  function submit() {
    const body = { name: name.trim(), shared };
    if (view) update.mutate({ params: { id: view.id }, body, version: view.version });
    else create.mutate({ body: { ...body, list, query } });
  }

  return (
    <FormDialog
      title={view ? `Rename ${view.name}` : "Save as a new view"}
      submitLabel={view ? "Save name" : "Save view"}
      busyText="Saving…"
      busy={isPending}
      disabledReason={explainUnready(name, view ? "" : query)}
      error={fault === undefined ? error : null}
      onReadAgain={() => {
        void refresh();
        onClose();
      }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label="Name"
        hint={view ? undefined : "It keeps the filters, the search and the order of this list, not its rows."}
        error={fault}
        required
      >
        <Input maxLength={120} autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <CheckboxField
        label="Everybody sees it"
        hint="You and admins change it."
        checked={shared}
        onChange={(event) => setShared(event.target.checked)}
      />
    </FormDialog>
  );
}

function explainUnready(name: string, query: string): string | undefined {
  if (name.trim() === "") return "Write a name first";
  return explainViewQuery(query) === undefined ? undefined : "The filters are too long to be kept";
}
