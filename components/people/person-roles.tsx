"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useWithIdentity } from "@/components/account/confirm-identity";
import { RoleList } from "@/components/account/role-list";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { Section } from "@/components/shell/page/section";
import { Button } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import { showToast } from "@/components/ui/toast";
import type { Role } from "@/lib/core/viewer";
import { personReads, setRolesMutation } from "@/lib/people/queries";
import type { Person } from "@/lib/people/schema";
import { RoleChoice } from "./role-choice";

export function PersonRoles({ person }: { person: Person }) {
  const [open, setOpen] = useState(false);
  const mayChange = person.abilities.includes("set_roles");
  const change = (
    <Button size="small" onClick={() => setOpen(true)}>
      Change roles
    </Button>
  );
  return (
    <Section title="Roles" aside={mayChange ? change : undefined}>
      {person.roles.length === 0 ? <p className="text-muted">None</p> : <RoleList roles={person.roles} />}
      <p className="mt-2 text-dense text-muted">
        <TextLink href="/settings/roles">What each role may do</TextLink>
      </p>
      {open && <RolesDialog person={person} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function RolesDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const [roles, setRoles] = useState<readonly Role[]>(person.roles);
  // What the choice was made from: if somebody changes the person meanwhile, the server refuses this version.
  const [version, setVersion] = useState(person.version);
  const refresh = useRefresh(personReads);
  const save = useMutation({
    mutationFn: useWithIdentity(setRolesMutation.mutationFn),
    onSuccess: () => {
      showToast({ title: "Roles changed", detail: person.name });
      onClose();
    },
    onSettled: refresh,
  });

  function readAgain() {
    setRoles(person.roles);
    setVersion(person.version);
    save.reset();
  }

  return (
    <FormDialog
      title={`Roles of ${person.name}`}
      description="Roles add up. The change holds from their next request on."
      submitLabel="Save roles"
      busyText="Saving…"
      busy={save.isPending}
      disabledReason={explainInertness(roles, person.roles)}
      error={save.error}
      onReadAgain={readAgain}
      onSubmit={() => save.mutate({ params: { id: person.id }, body: { roles: [...roles] }, version })}
      onClose={onClose}
    >
      <RoleChoice chosen={roles} onChange={setRoles} fromGroups={person.group_roles} />
    </FormDialog>
  );
}

function explainInertness(chosen: readonly Role[], held: readonly Role[]): string | undefined {
  if (chosen.length === 0) return "Give at least one role, or deactivate the person";
  return chosen.join() === held.join() ? "These are their roles already" : undefined;
}
