"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { showToast } from "@/components/ui/toast";
import { createSystemMutation, systemReads, updateSystemMutation } from "@/lib/systems/queries";
import type { System } from "@/lib/systems/schema";
import {
  emptyDraft,
  findPatternFault,
  leftOver,
  readDraft,
  type SystemDraft,
  SystemFields,
  writeDraft,
} from "./system-form";

/** Why a draft cannot be sent yet. */
function explainUnready({ name, actions }: SystemDraft): string | undefined {
  if (name.trim() === "") return "Write a name first";
  return findPatternFault(actions) === undefined ? undefined : "One of the patterns cannot be read";
}

export function NewSystemSheet({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [draft, setDraft] = useState(emptyDraft);
  const refresh = useRefresh(systemReads);
  const create = useMutation({
    ...createSystemMutation,
    onSuccess: ({ slug }) => router.push(`/systems/${slug}`),
    onSettled: refresh,
  });
  const slug = draft.slug.trim();
  return (
    <FormDialog
      side
      title="New system"
      submitLabel="Add system"
      busyText="Adding…"
      busy={create.isPending || create.isSuccess}
      disabledReason={explainUnready(draft)}
      error={leftOver(create.error)}
      onSubmit={() => create.mutate({ body: { ...writeDraft(draft), ...(slug === "" ? {} : { slug }) } })}
      onClose={onClose}
    >
      <SystemFields draft={draft} onChange={setDraft} error={create.error} isNew />
    </FormDialog>
  );
}

type EditProps = { system: System; onClose: () => void };

/** After somebody else was first, the fields start again from what they left. */
export function EditSystemSheet({ system, onClose }: EditProps) {
  const [start, setStart] = useState(system);
  const refresh = useRefresh(systemReads);
  return (
    <EditForm
      key={start.version}
      system={start}
      onReadAgain={() => void refresh()}
      {...(start.version === system.version ? {} : { onTakeNew: () => setStart(system) })}
      onClose={onClose}
    />
  );
}

type FormProps = EditProps & { onReadAgain: () => void; onTakeNew?: () => void };

function EditForm({ system, onReadAgain, onTakeNew, onClose }: FormProps) {
  const [draft, setDraft] = useState(() => readDraft(system));
  const refresh = useRefresh(systemReads);
  const update = useMutation({
    ...updateSystemMutation,
    onSuccess: ({ name, agents, verifies }) => {
      const changed = verifies !== system.verifies && agents > 0;
      const who = agents === 1 ? "The agent that reaches it follows." : `The ${agents} agents that reach it follow.`;
      showToast({ title: "Saved", detail: changed ? who : name });
      onClose();
    },
    onSettled: refresh,
  });
  return (
    <FormDialog
      side
      title={`Edit ${system.name}`}
      submitLabel="Save"
      busyText="Saving…"
      busy={update.isPending}
      disabledReason={explainUnready(draft)}
      error={leftOver(update.error)}
      onReadAgain={onTakeNew ?? onReadAgain}
      onSubmit={() =>
        update.mutate({ params: { slug: system.slug }, body: writeDraft(draft), version: system.version })
      }
      onClose={onClose}
    >
      <SystemFields draft={draft} onChange={setDraft} error={update.error} isNew={false} />
    </FormDialog>
  );
}
