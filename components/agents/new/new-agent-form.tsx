"use client";

import { useMutation } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ChangeFailure, findFault } from "@/components/settings/change-failure";
import { useRefresh } from "@/components/settings/use-refresh";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Input, Textarea } from "@/components/ui/form/input";
import { RadioGroup } from "@/components/ui/form/radio-group";
import { agentReads, createAgentMutation } from "@/lib/agents/queries";
import { mayHoldBoth } from "@/lib/agents/rules";
import { type Environment, environments } from "@/lib/core/environments";
import { isAppError } from "@/lib/core/errors";
import type { Person } from "@/lib/people/schema";
import { environmentWords } from "@/components/shell/environment";
import { environmentHints } from "../list/list-words";
import { PersonChoice } from "./person-choice";
import { SlugChoice } from "./slug-choice";

type Props = { viewerId: string; environment: Environment };

export function NewAgentForm({ viewerId, environment: first }: Props) {
  const router = useRouter();
  const refresh = useRefresh(agentReads);
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState("");
  const [purpose, setPurpose] = useState("");
  const [slug, setSlug] = useState<string | null>(null);
  const [owner, setOwner] = useState<Person | "me" | null>("me");
  const [deputy, setDeputy] = useState<Person | "nobody" | null>("nobody");
  const [environment, setEnvironment] = useState<Environment>(first);
  const create = useMutation({
    ...createAgentMutation,
    onSuccess: (agent) => router.push(`/agents/${agent.slug}` as Route),
    onSettled: refresh,
  });
  const faults = readFaults(create.error);
  const explained = Object.values(faults).some((fault) => fault !== undefined);
  const ownerId = owner === "me" ? viewerId : owner?.id;

  // The page is this form: whoever comes to it can type at once.
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  // Once the fault is drawn: the field that has it is where the work goes on.
  useEffect(() => {
    if (create.error) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [create.error]);

  function send(event: FormEvent) {
    event.preventDefault();
    create.mutate({
      body: {
        name,
        purpose,
        environment,
        ...(slug === null ? {} : { slug: slug.trim() }),
        ...(owner === null || owner === "me" ? {} : { owner: owner.id }),
        ...(deputy === null || deputy === "nobody" ? {} : { deputy: deputy.id }),
      },
    });
  }

  return (
    <form ref={form} onSubmit={send} className="grid max-w-160 gap-6 pt-2">
      <Field label="Name" error={faults.name} required>
        <Input
          name="agent-name"
          autoComplete="off"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field
        label="What it is for"
        hint="One or two sentences: for whom it does what, and up to which limit."
        error={faults.purpose}
      >
        <Textarea
          maxLength={2_000}
          value={purpose}
          onChange={(event) => setPurpose(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
      </Field>
      {/* After the purpose, so that Tab from the name lands on what comes next and not on what few change. */}
      <SlugChoice name={name} slug={slug} fault={faults.slug} onChange={setSlug} />
      <RadioGroup
        legend="Environment"
        name="environment"
        value={environment}
        onChange={setEnvironment}
        choices={environments.map((value) => ({
          value,
          label: environmentWords[value].name,
          hint: environmentHints[value],
        }))}
      />
      <div className="grid items-start gap-6 tablet:grid-cols-2">
        <PersonChoice
          legend="Owner"
          standard={{ value: "me", label: "You", hint: "Registering it, you accept to answer for it." }}
          otherHint="They are asked. Until they accept, it has no active owner."
          chosen={owner}
          fault={faults.owner}
          explainOut={() => undefined}
          onChange={setOwner}
        />
        <PersonChoice
          legend="Deputy"
          standard={{
            value: "nobody",
            label: "Nobody yet",
            hint: "A gap: without a deputy who accepted it is not activated.",
          }}
          otherHint="They are asked, and step in when the owner is away."
          chosen={deputy}
          fault={faults.deputy}
          explainOut={(person) =>
            person.id === ownerId && !mayHoldBoth(environment) ? "Owner already: these are two people" : undefined
          }
          onChange={setDeputy}
        />
      </div>
      {!explained && <ChangeFailure error={create.error} onReadAgain={() => create.reset()} />}
      <div>
        <Button
          type="submit"
          variant="primary"
          busy={create.isPending || create.isSuccess}
          busyText="Registering…"
          disabledReason={explainMissing(name, owner, deputy)}
        >
          Register agent
        </Button>
      </div>
    </form>
  );
}

function explainMissing(name: string, owner: unknown, deputy: unknown): string | undefined {
  if (name.trim() === "") return "Give it a name";
  if (owner === null) return "Choose the owner, or yourself";
  return deputy === null ? "Choose the deputy, or nobody yet" : undefined;
}

type Faults = Record<"name" | "slug" | "purpose" | "owner" | "deputy", string | undefined>;

/** A slug that is taken, or looks like another, is a conflict and names it; the rest is told field by field. */
function readFaults(error: Error | null): Faults {
  const taken = isAppError(error) && error.code === "conflict" && "slug" in error.members ? error.message : undefined;
  return {
    name: findFault(error, "/name"),
    slug: taken ?? findFault(error, "/slug"),
    purpose: findFault(error, "/purpose"),
    owner: findFault(error, "/owner"),
    deputy: findFault(error, "/deputy"),
  };
}
