"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useState } from "react";
import { Failure } from "@/components/account/failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { arrowIntoChoices } from "@/components/ui/form/arrow-into";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { RadioGroup } from "@/components/ui/form/radio-group";
import { showToast } from "@/components/ui/toast";
import { adoptAgentMutation, agentPageQuery, agentReads } from "@/lib/agents/queries";
import { agentStates } from "@/lib/agents/rules";
import type { AgentRecord } from "@/lib/agents/schema";

const shown = 8;

/** Finds another agent of the same environment. Circles are refused by the server, in words. */
export function AddSubAgent({ record, onClose }: { record: AgentRecord; onClose: () => void }) {
  const [child, setChild] = useState<string>();
  const refresh = useRefresh(agentReads);
  const adopt = useMutation({
    ...adoptAgentMutation,
    onSuccess: () => {
      showToast({ title: "Sub-agent added", detail: record.name });
      onClose();
    },
    onSettled: refresh,
  });
  return (
    <FormDialog
      title="Add a sub-agent"
      description={`An agent of ${record.environment} that ${record.name} sends.`}
      submitLabel="Add"
      busyText="Adding…"
      busy={adopt.isPending}
      disabledReason={child === undefined ? "Choose an agent first" : undefined}
      error={adopt.error}
      onSubmit={() => child !== undefined && adopt.mutate({ params: { slug: record.slug, child } })}
      onClose={onClose}
    >
      <AgentPicker record={record} chosen={child} onChange={setChild} />
    </FormDialog>
  );
}

type PickerProps = { record: AgentRecord; chosen: string | undefined; onChange: (slug: string) => void };

function AgentPicker({ record, chosen, onChange }: PickerProps) {
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim());
  const name = useId();
  const found = useQuery({
    ...agentPageQuery({
      ...(q === "" ? {} : { q }),
      environment: [record.environment],
      state: agentStates.filter((state) => state !== "retired" && state !== "denied"),
      limit: shown,
    }),
    placeholderData: (before) => before,
  });
  const agents = found.data?.data.filter(({ slug }) => slug !== record.slug) ?? [];
  const held = new Set(record.sub_agents.map(({ slug }) => slug));
  return (
    <div role="presentation" className="grid gap-3" onKeyDown={arrowIntoChoices}>
      <Field label="Agent" hint="A part of its name or address.">
        <Input
          type="search"
          maxLength={120}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Failure error={found.error} />
      {found.isSuccess && agents.length === 0 && <p className="text-muted">No other agent here is called that.</p>}
      {agents.length > 0 && (
        <RadioGroup
          legend="Found"
          hideLegend
          name={name}
          value={chosen}
          onChange={onChange}
          choices={agents.map((agent) => ({
            value: agent.slug,
            label: agent.name,
            hint: (
              <span className="[overflow-wrap:anywhere]">
                {held.has(agent.slug) ? "A sub-agent already" : agent.slug}
              </span>
            ),
            disabled: held.has(agent.slug),
          }))}
        />
      )}
      {found.data?.next_cursor && <p className="text-dense text-subtle">There are more; type more of the name.</p>}
    </div>
  );
}
