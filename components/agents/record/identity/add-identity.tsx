"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { findFault } from "@/components/settings/change-failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { Field } from "@/components/ui/form/field";
import { Input, Textarea } from "@/components/ui/form/input";
import { RadioGroup } from "@/components/ui/form/radio-group";
import { showToast } from "@/components/ui/toast";
import { addIdentityMutation, agentReads } from "@/lib/agents/queries";
import { type IdentityKind, identityKinds } from "@/lib/agents/rules";
import type { AgentRecord } from "@/lib/agents/schema";
import { identityWords } from "../words";
import { emptyIdentity, holdsPrivateKey, type IdentityField, readIdentity } from "./identity-form";

const fieldsOf = {
  public_key: ["jwk"],
  spiffe: ["spiffe_id"],
  federated: ["issuer", "subject", "audience"],
  label: ["label"],
} as const satisfies Record<IdentityKind, readonly IdentityField[]>;

const fieldWords = {
  name: { label: "Name", hint: "What people call this credential: where it lies, or who made it." },
  jwk: { label: "Public key (JWK)", hint: "Ed25519, P-256 or RSA from 2,048 bits. Only the public half." },
  spiffe_id: { label: "SPIFFE ID", hint: "spiffe://trust-domain/path" },
  issuer: { label: "Issuer", hint: "The https address in iss." },
  subject: { label: "Subject", hint: "Exactly as in sub." },
  audience: { label: "Audience", hint: "Exactly as in aud, where the issuer names one." },
  label: { label: "Label", hint: "A name other systems know it by. It proves nothing, so the gap stays." },
} as const satisfies Record<IdentityField, { label: string; hint: string }>;

/** Adds a credential; what the server finds wrong stands at its field. */
export function AddIdentity({ record, onClose }: { record: AgentRecord; onClose: () => void }) {
  const [text, setText] = useState(emptyIdentity);
  const [local, setLocal] = useState<{ field: IdentityField; detail: string } | null>(null);
  const group = useId();
  const refresh = useRefresh(agentReads);
  const add = useMutation({
    ...addIdentityMutation,
    onSuccess: () => {
      showToast({ title: "Identity added", detail: text.name.trim() });
      onClose();
    },
    onSettled: refresh,
  });
  const shown = ["name", ...fieldsOf[text.kind]] as const;
  const faultOf = (field: IdentityField) => (local?.field === field ? local.detail : findFault(add.error, `/${field}`));

  function submit() {
    const read = readIdentity(text);
    setLocal(read.ok ? refusePrivateKey(text.kind, text.jwk) : read);
    if (read.ok && refusePrivateKey(text.kind, text.jwk) === null)
      add.mutate({ params: { slug: record.slug }, body: read.body });
  }

  return (
    <FormDialog
      title="Add an identity"
      side
      submitLabel="Add"
      busyText="Adding…"
      busy={add.isPending}
      error={shown.some((field) => faultOf(field) !== undefined) ? null : add.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <RadioGroup
        legend="Kind"
        name={group}
        value={text.kind}
        onChange={(kind) => {
          setText({ ...text, kind });
          setLocal(null);
          add.reset();
        }}
        choices={identityKinds.map((value) => ({
          value,
          label: identityWords[value].name,
          hint: identityWords[value].proves,
        }))}
      />
      {shown.map((field) => (
        <IdentityInput
          key={field}
          field={field}
          value={text[field]}
          fault={faultOf(field)}
          onChange={(value) => setText({ ...text, [field]: value })}
        />
      ))}
    </FormDialog>
  );
}

function refusePrivateKey(kind: IdentityKind, jwk: string) {
  if (kind !== "public_key" || !holdsPrivateKey(jwk)) return null;
  const detail = "This holds the private half. Nothing was sent. Paste the public half only.";
  return { field: "jwk" as const, detail };
}

type InputProps = { field: IdentityField; value: string; fault: string | undefined; onChange: (value: string) => void };

function IdentityInput({ field, value, fault, onChange }: InputProps) {
  const { label, hint } = fieldWords[field];
  const optional = field === "audience";
  return (
    <Field label={label} hint={hint} error={fault} required={!optional} optional={optional}>
      {field === "jwk" ? (
        <Textarea mono rows={6} spellCheck={false} value={value} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input
          mono={field !== "name"}
          maxLength={field === "spiffe_id" ? 2_048 : 500}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
