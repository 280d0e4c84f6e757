"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { agentHref, type AgentTab, readUtcField } from "../addresses";

type Props = { slug: string; tab: AgentTab; asOf: string | null; onDone: () => void };

/** A past date and time, UTC, written into the address. */
export function InstantForm({ slug, tab, asOf, onDone }: Props) {
  const router = useRouter();
  const [value, setValue] = useState(() => (asOf ?? new Date().toISOString()).slice(0, 16));
  const at = readUtcField(value);
  const [error, setError] = useState<string>();

  function show(event: FormEvent) {
    event.preventDefault();
    if (at === undefined) return setError("Write a date and a time.");
    if (new Date(at) > new Date()) return setError("Choose an instant that has passed.");
    router.push(agentHref(slug, tab, at));
    return onDone();
  }

  return (
    <form className="grid gap-3" onSubmit={show}>
      <Field label="Date and time, UTC" error={error}>
        <Input type="datetime-local" value={value} onChange={(event) => setValue(event.target.value)} />
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button type="submit" variant="primary">
          Show
        </Button>
      </div>
    </form>
  );
}
