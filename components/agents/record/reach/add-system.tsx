"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useState } from "react";
import { Failure } from "@/components/account/failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { findFault } from "@/components/settings/change-failure";
import { useRefresh } from "@/components/settings/use-refresh";
import { arrowIntoChoices } from "@/components/ui/form/arrow-into";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { RadioGroup } from "@/components/ui/form/radio-group";
import { TextLink } from "@/components/ui/text-link";
import { showToast } from "@/components/ui/toast";
import { agentReads, reachSystemMutation } from "@/lib/agents/queries";
import type { AgentRecord } from "@/lib/agents/schema";
import { systemPageQuery } from "@/lib/systems/queries";
import { callerWords } from "@/lib/systems/rules";
import { startLower } from "../words";

const shown = 8;

/** Finds a system by name and says through what the agent reaches it. */
export function AddSystem({ record, onClose }: { record: AgentRecord; onClose: () => void }) {
  const [system, setSystem] = useState<string>();
  const [via, setVia] = useState("");
  const refresh = useRefresh(agentReads);
  const add = useMutation({
    ...reachSystemMutation,
    onSuccess: () => {
      showToast({ title: "Added to its reach", detail: record.name });
      onClose();
    },
    onSettled: refresh,
  });
  const fault = findFault(add.error, "/via");
  return (
    <FormDialog
      title="Add a system it reaches"
      submitLabel="Add"
      busyText="Adding…"
      busy={add.isPending}
      disabledReason={system === undefined ? "Choose a system first" : undefined}
      error={fault === undefined ? add.error : null}
      onSubmit={() =>
        system !== undefined && add.mutate({ params: { slug: record.slug, system }, body: { via: via.trim() } })
      }
      onClose={onClose}
    >
      <SystemPicker reached={record.systems.map(({ slug }) => slug)} chosen={system} onChange={setSystem} />
      <Field label="Through" hint="The tool, server or gateway that leads there." error={fault} optional>
        <Input mono maxLength={200} autoComplete="off" value={via} onChange={(event) => setVia(event.target.value)} />
      </Field>
    </FormDialog>
  );
}

type PickerProps = { reached: readonly string[]; chosen: string | undefined; onChange: (slug: string) => void };

function SystemPicker({ reached, chosen, onChange }: PickerProps) {
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim());
  const name = useId();
  const found = useQuery({
    ...systemPageQuery({ ...(q === "" ? {} : { q }), limit: shown }),
    placeholderData: (before) => before,
  });
  const systems = found.data?.data ?? [];
  return (
    <div role="presentation" className="grid gap-3" onKeyDown={arrowIntoChoices}>
      <Field label="System" hint="A part of its name.">
        <Input
          type="search"
          maxLength={120}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Failure error={found.error} />
      {found.isSuccess && systems.length === 0 && (
        <p className="text-muted">
          No system is called that. <TextLink href="/systems">Add it under Systems</TextLink> first.
        </p>
      )}
      {systems.length > 0 && (
        <RadioGroup
          legend="Found"
          hideLegend
          name={name}
          value={chosen}
          onChange={onChange}
          choices={systems.map((system) => ({
            value: system.slug,
            label: system.name,
            hint: reached.includes(system.slug)
              ? "It reaches this one already"
              : `Verifies its callers by: ${startLower(callerWords[system.verifies].words)}`,
            disabled: reached.includes(system.slug),
          }))}
        />
      )}
      {found.data?.next_cursor && <p className="text-dense text-subtle">There are more; type more of the name.</p>}
    </div>
  );
}
