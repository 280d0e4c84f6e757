"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useState } from "react";
import { Failure } from "@/components/account/failure";
import { arrowIntoChoices } from "@/components/ui/form/arrow-into";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { RadioGroup } from "@/components/ui/form/radio-group";
import { agentPageQuery } from "@/lib/agents/queries";
import { agentStates } from "@/lib/agents/rules";

export type PickedAgent = { slug: string; name: string };

const shown = 6;

/** Type a part of the name, choose with the arrow keys. */
export function AgentPicker({
  chosen,
  onChange,
}: {
  chosen: PickedAgent | null;
  onChange: (agent: PickedAgent) => void;
}) {
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim());
  const name = useId();
  const found = useQuery({
    ...agentPageQuery({
      ...(q === "" ? {} : { q }),
      state: agentStates.filter((state) => state !== "retired"),
      sort: "name",
      limit: shown,
    }),
    placeholderData: (before) => before,
  });
  const agents = found.data?.data ?? [];
  return (
    <div role="presentation" className="grid gap-3" onKeyDown={arrowIntoChoices}>
      <Field label="Which agent" hint="A part of its name, its tools or who owns it.">
        <Input
          type="search"
          maxLength={120}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Failure error={found.error} />
      {found.isSuccess && agents.length === 0 && <p className="text-muted">No agent is called that.</p>}
      {agents.length > 0 && (
        <RadioGroup
          legend="Found"
          hideLegend
          name={name}
          value={chosen?.slug}
          onChange={(slug) => {
            const agent = agents.find((one) => one.slug === slug);
            if (agent) onChange(agent);
          }}
          choices={agents.map((agent) => ({
            value: agent.slug,
            label: agent.name,
            hint: <span className="[overflow-wrap:anywhere]">{agent.slug}</span>,
          }))}
        />
      )}
      {found.data?.next_cursor && <p className="text-dense text-subtle">There are more; type more of the name.</p>}
    </div>
  );
}
