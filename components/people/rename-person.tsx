"use client";

import { useMutation } from "@tanstack/react-query";
import { NameDialog } from "@/components/settings/name-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { showToast } from "@/components/ui/toast";
import { personReads, updatePersonMutation } from "@/lib/people/queries";
import type { Person } from "@/lib/people/schema";

export function RenamePerson({ person, onClose }: { person: Person; onClose: () => void }) {
  const refresh = useRefresh(personReads);
  const rename = useMutation({
    ...updatePersonMutation,
    onSuccess: () => {
      showToast({ title: "Name saved" });
      onClose();
    },
    onSettled: refresh,
  });
  return (
    <NameDialog
      title="Rename this person"
      label="Name"
      hint="As colleagues see it. Events of the past show the new name too."
      current={person.name}
      submitLabel="Save name"
      busy={rename.isPending}
      error={rename.error}
      onSubmit={(name) => rename.mutate({ params: { id: person.id }, body: { name }, version: person.version })}
      onClose={onClose}
    />
  );
}
