"use client";

import { useState } from "react";
import { PersonPicker } from "@/components/people/person-picker";
import { findFault } from "@/components/settings/change-failure";
import { CheckboxField } from "@/components/ui/form/checkbox";
import { Field, FieldError } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { RadioGroup } from "@/components/ui/form/radio-group";
import { Select } from "@/components/ui/form/select";
import { type Environment, environments } from "@/lib/core/environments";
import type { Person } from "@/lib/people/schema";
import type { DecisionInput } from "@/lib/shadow/queries";
import type { ShadowAgent } from "@/lib/shadow/schema";
import { AgentPicker, type PickedAgent } from "./agent-picker";

export type Governing = {
  as: "new" | "known" | "later";
  name: string;
  purpose: string;
  environment: Environment | "";
  owner: Person | null;
  agent: PickedAgent | null;
};

/** A name is proposed without what hides in it; the person reads it before it is theirs. */
export function proposeGoverning(found: ShadowAgent): Governing {
  const name = found.name
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .trim()
    .slice(0, 120);
  return { as: found.agent ? "later" : "new", name, purpose: "", environment: "", owner: null, agent: null };
}

/** Why it cannot be sent yet. */
export function explainGoverning({ as, name, environment, agent }: Governing): string | undefined {
  if (as === "known") return agent === null ? "Choose the agent it is" : undefined;
  if (as === "later") return undefined;
  if (name.trim() === "") return "Write a name first";
  return environment === "" ? "Choose an environment first" : undefined;
}

export function writeGoverning(governing: Governing): Pick<DecisionInput, "agent" | "draft"> {
  const { as, name, purpose, environment, owner, agent } = governing;
  if (as === "known" && agent) return { agent: agent.slug };
  if (as !== "new" || environment === "") return {};
  return {
    draft: {
      name: name.trim(),
      purpose: purpose.trim(),
      environment,
      ...(owner === null ? {} : { owner: owner.id }),
    },
  };
}

type Props = {
  found: ShadowAgent;
  value: Governing;
  onChange: (governing: Governing) => void;
  error: Error | null;
};

/** As what it is governed: an agent made now, one that is here, or one that somebody registers later. */
export function GovernFields({ found, value, onChange, error }: Props) {
  const fault = findFault(error, "/agent");
  return (
    <>
      <RadioGroup
        legend="Governed as"
        name="governed"
        value={value.as}
        onChange={(as) => onChange({ ...value, as })}
        choices={[
          {
            value: "new",
            label: "A new agent",
            hint: found.agent
              ? `It is governed as ${found.agent.name} already.`
              : "A draft is made, and its owner asked.",
            disabled: found.agent !== null,
          },
          { value: "known", label: "An agent that is here already" },
          {
            value: "later",
            label: found.agent ? `Still ${found.agent.name}` : "Not an agent yet",
            ...(found.agent ? {} : { hint: "Somebody registers it; name it here afterwards." }),
          },
        ]}
      />
      {value.as === "known" && <AgentPicker chosen={value.agent} onChange={(agent) => onChange({ ...value, agent })} />}
      {value.as === "known" && fault !== undefined && <FieldError>{fault}</FieldError>}
      {value.as === "new" && <DraftFields value={value} onChange={onChange} error={error} />}
    </>
  );
}

function DraftFields({ value, onChange, error }: Omit<Props, "found">) {
  const [other, setOther] = useState(value.owner !== null);
  const ownerFault = findFault(error, "/draft/owner");
  return (
    <>
      <Field label="Name" error={findFault(error, "/draft/name")} required>
        <Input
          maxLength={120}
          autoComplete="off"
          value={value.name}
          onChange={(event) => onChange({ ...value, name: event.target.value })}
        />
      </Field>
      <Field label="Environment" required>
        <Select
          placeholder="Choose"
          value={value.environment}
          onChange={(event) => {
            const environment = environments.find((one) => one === event.target.value) ?? "";
            onChange({ ...value, environment });
          }}
          options={environments.map((one) => ({ value: one, label: one.charAt(0).toUpperCase() + one.slice(1) }))}
        />
      </Field>
      <Field label="What it is for" error={findFault(error, "/draft/purpose")} optional>
        <Input
          maxLength={500}
          autoComplete="off"
          value={value.purpose}
          onChange={(event) => onChange({ ...value, purpose: event.target.value })}
        />
      </Field>
      <CheckboxField
        label="Somebody else answers for it"
        hint="They are asked to accept. Otherwise you do."
        checked={other}
        onChange={(event) => {
          setOther(event.target.checked);
          if (!event.target.checked) onChange({ ...value, owner: null });
        }}
      />
      {other && (
        <PersonPicker
          chosen={value.owner}
          onChange={(owner) => onChange({ ...value, owner })}
          explainOut={({ sample }) => (sample ? "A person of the sample data" : undefined)}
        />
      )}
      {ownerFault !== undefined && <FieldError>{ownerFault}</FieldError>}
    </>
  );
}
