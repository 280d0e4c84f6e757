"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { showToast } from "@/components/ui/toast";
import { authOperations } from "@/lib/auth/operations";
import type { CurrentViewer } from "@/lib/auth/schema";
import { callOperation } from "@/lib/http/client";
import { queryKeyFor } from "@/lib/http/query";
import { peopleOperations } from "@/lib/people/operations";
import { isNewcomer, isPlaceholderEmail } from "@/lib/people/rules";
import { useWithIdentity } from "./confirm-identity";
import { Failure } from "./failure";

type Change = { name: string; email: string };

/** One's own name, and for the first admin, who came with a made-up address, a real one. */
export function ProfileForm({ viewer }: { viewer: CurrentViewer }) {
  const known = { name: isNewcomer(viewer) ? "" : viewer.name, email: "" };
  const [change, setChange] = useState<Change>(known);
  const refresh = useRefreshViewer();
  const save = useMutation({
    mutationFn: useWithIdentity((wanted: Change) => saveProfile(viewer, wanted)),
    onSuccess: () => showToast({ title: "Saved" }),
    onSettled: refresh,
  });
  const same = change.name.trim() === known.name && change.email === "";

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate(change);
  }

  return (
    <form onSubmit={submit} className="grid max-w-100 gap-4">
      <Field label="Your name" hint="As colleagues see it, and as the audit log names you." required>
        <Input
          name="name"
          autoComplete="name"
          maxLength={120}
          value={change.name}
          onChange={(event) => setChange({ ...change, name: event.target.value })}
        />
      </Field>
      {isPlaceholderEmail(viewer.email) && (
        <Field
          label="Your e-mail"
          optional
          hint={`Until now ${viewer.email}, which is nobody's. It can be set once: links are mailed to it, and an identity provider knows you by it.`}
        >
          <Input
            type="email"
            name="email"
            autoComplete="email"
            value={change.email}
            onChange={(event) => setChange({ ...change, email: event.target.value })}
          />
        </Field>
      )}
      <Failure error={save.error} />
      <div>
        <Button
          type="submit"
          busy={save.isPending}
          busyText="Saving…"
          disabledReason={same && known.name !== "" ? "Nothing is changed yet" : undefined}
        >
          Save
        </Button>
      </div>
    </form>
  );
}

/** The address first: it may be refused, and then nothing is half done. */
async function saveProfile(viewer: CurrentViewer, { name, email }: Change): Promise<void> {
  let { version } = viewer;
  if (email !== "") ({ version } = await callOperation(peopleOperations.setFirstEmail, { body: { email } }));
  if (name.trim() === viewer.name) return;
  await callOperation(peopleOperations.updatePerson, { params: { id: viewer.id }, body: { name }, version });
}

/** The person is shown by the frame too, which the server draws. */
function useRefreshViewer(): () => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  return async () => {
    router.refresh();
    await client.invalidateQueries({ queryKey: queryKeyFor(authOperations.getViewer) });
  };
}
