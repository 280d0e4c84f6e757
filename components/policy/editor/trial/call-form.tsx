"use client";

import { useId } from "react";
import { Field } from "@/components/ui/form/field";
import { Input, Textarea } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import { useEditor } from "../state/use-editor";
import type { CallField, TriedCallText } from "./call";

type Props = { faults: Readonly<Partial<Record<CallField, string>>> };

/** What the agent would ask for. */
export function CallForm({ faults }: Props) {
  const { call, setCall, preview, scope } = useEditor();
  const list = useId();
  const document = preview.readable?.document;
  const change = (part: Partial<TriedCallText>) => setCall({ ...call, ...part });
  const names = listActions(scope.actions, document?.rules ?? [], document?.intents ?? []);
  const intents = document?.intents ?? [];
  // An intent that is no longer there stays chosen, so that its name can be read.
  const options = [
    { value: "", label: "No session" },
    ...intents.map(({ id }) => ({ value: id, label: id })),
    ...(call.intent === "" || intents.some(({ id }) => id === call.intent)
      ? []
      : [{ value: call.intent, label: `${call.intent} (not there)` }]),
  ];
  return (
    <div className="grid gap-3">
      <Field label="Action" error={faults.action}>
        <Input
          data-try-it
          mono
          list={list}
          value={call.action}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target: { value } }) => change({ action: value })}
        />
      </Field>
      <datalist id={list}>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      <Field label="Arguments" error={faults.args}>
        <Textarea
          mono
          rows={3}
          value={call.args}
          placeholder='{ "amount": 120 }'
          spellCheck={false}
          onChange={({ target: { value } }) => change({ args: value })}
        />
      </Field>
      {scope.kind === "agent" && (
        <Field label="Intent of the session">
          <Select
            options={options}
            value={call.intent}
            onChange={({ target: { value } }) => change({ intent: value })}
          />
        </Field>
      )}
      <MoreOfCall call={call} change={change} faults={faults} />
    </div>
  );
}

type MoreProps = Props & { call: TriedCallText; change: (part: Partial<TriedCallText>) => void };

function MoreOfCall({ call, change, faults }: MoreProps) {
  const { resourceType, resourceId, context, now } = call;
  const told = [
    ...(resourceType === "" && resourceId === "" ? [] : [`${resourceType}/${resourceId}`]),
    ...(context.trim() === "" ? [] : ["context"]),
    ...(now === "" ? [] : [`at ${now.replace("T", " ")} UTC`]),
  ];
  const wrong = [faults.resource, faults.context, faults.now].some((fault) => fault !== undefined);
  return (
    <details className="text-dense" open={wrong || undefined}>
      <summary className="cursor-pointer py-1 text-muted [overflow-wrap:anywhere]">
        Resource, context, time: {told.length === 0 ? "none" : told.join(", ")}
      </summary>
      <div className="mt-2 grid gap-3">
        <div className="grid grid-cols-2 gap-2">
          <Field label="Resource type" error={faults.resource}>
            <Input
              mono
              value={resourceType}
              spellCheck={false}
              onChange={({ target: { value } }) => change({ resourceType: value })}
            />
          </Field>
          <Field label="Resource id">
            <Input
              mono
              value={resourceId}
              spellCheck={false}
              onChange={({ target: { value } }) => change({ resourceId: value })}
            />
          </Field>
        </div>
        <Field label="Context" error={faults.context}>
          <Textarea
            mono
            rows={2}
            value={context}
            placeholder='{ "ticket": "48077" }'
            spellCheck={false}
            onChange={({ target: { value } }) => change({ context: value })}
          />
        </Field>
        <Field label="Time, UTC" hint="Empty: now." error={faults.now}>
          <Input type="datetime-local" value={now} onChange={({ target: { value } }) => change({ now: value })} />
        </Field>
      </div>
    </details>
  );
}

const mostOffered = 300;

/** Names that can be called: patterns are none. */
export function listActions(
  known: readonly string[],
  ...parts: readonly (readonly { actions: readonly string[] }[])[]
): string[] {
  const written = parts.flat().flatMap(({ actions }) => actions);
  return [...new Set([...written, ...known])].filter((name) => !name.includes("*")).slice(0, mostOffered);
}
