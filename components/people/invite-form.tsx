"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useWithIdentity } from "@/components/account/confirm-identity";
import { findFault } from "@/components/settings/change-failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { CheckboxField } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { RadioGroup } from "@/components/ui/form/radio-group";
import type { Role } from "@/lib/core/viewer";
import { invitePersonMutation, personReads } from "@/lib/people/queries";
import type { Delivery, InvitedPerson } from "@/lib/people/schema";
import type { TeamChoice } from "./person-filters";
import { RoleChoice } from "./role-choice";
import { useRefresh } from "@/components/settings/use-refresh";

type Props = {
  teams: readonly TeamChoice[];
  /** Whether this console can mail. */
  mailed: boolean;
  onInvited: (person: InvitedPerson) => void;
  onClose: () => void;
};

export function InviteForm({ teams, mailed, onInvited, onClose }: Props) {
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [roles, setRoles] = useState<readonly Role[]>(["member"]);
  const [chosenTeams, setChosenTeams] = useState<readonly string[]>([]);
  const [delivery, setDelivery] = useState<Delivery>(mailed ? "mail" : "copy");
  const refresh = useRefresh(personReads);
  const invite = useMutation({
    mutationFn: useWithIdentity(invitePersonMutation.mutationFn),
    onSuccess: onInvited,
    onSettled: refresh,
  });
  const faults = { email: findFault(invite.error, "/email"), name: findFault(invite.error, "/name") };
  const explained = faults.email !== undefined || faults.name !== undefined;

  return (
    <FormDialog
      side
      title="Invite a person"
      description="They get an address that works once, for seven days. There is no password."
      submitLabel="Invite"
      busyText="Inviting…"
      busy={invite.isPending}
      disabledReason={roles.length === 0 ? "Give at least one role" : undefined}
      error={explained ? null : invite.error}
      onSubmit={() => invite.mutate({ body: { email, name, roles: [...roles], teams: [...chosenTeams], delivery } })}
      onClose={onClose}
    >
      <Field label="E-mail" error={faults.email} required>
        <Input
          type="email"
          name="email"
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Field label="Name" error={faults.name} required>
        <Input
          name="name"
          autoComplete="off"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <RoleChoice chosen={roles} onChange={setRoles} />
      {teams.length > 0 && <TeamsField teams={teams} chosen={chosenTeams} onChange={setChosenTeams} />}
      {mailed && (
        <RadioGroup
          legend="How the invitation reaches them"
          name="delivery"
          value={delivery}
          onChange={setDelivery}
          choices={[
            { value: "mail", label: "Mail it" },
            { value: "copy", label: "Show it to me", hint: "You send it yourself, another way." },
          ]}
        />
      )}
    </FormDialog>
  );
}

type TeamsProps = {
  teams: readonly TeamChoice[];
  chosen: readonly string[];
  onChange: (ids: readonly string[]) => void;
};

function TeamsField({ teams, chosen, onChange }: TeamsProps) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">
        Teams <span className="font-normal text-subtle">(optional)</span>
      </legend>
      {teams.map(({ id, name }) => (
        <CheckboxField
          key={id}
          label={name}
          checked={chosen.includes(id)}
          onChange={(event) => onChange(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
        />
      ))}
    </fieldset>
  );
}
