"use client";

import { useMutation } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import { findFault } from "@/components/settings/change-failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { showToast } from "@/components/ui/toast";
import { agentReads, renameAgentMutation } from "@/lib/agents/queries";
import type { AgentRecord } from "@/lib/agents/schema";
import { agentHref, agentTabs } from "../addresses";

/** Another address. The name is a field of the record; the address is what links, files and policies say. */
export function RenameDialog({ record, onClose }: { record: AgentRecord; onClose: () => void }) {
  const [slug, setSlug] = useState(record.slug);
  const router = useRouter();
  const end = usePathname().split("/").at(-1);
  const tab = agentTabs.find(({ id }) => id === end)?.id ?? "";
  const refresh = useRefresh(agentReads);
  const rename = useMutation({
    ...renameAgentMutation,
    onSuccess: (renamed) => {
      showToast({ title: "Address changed", detail: `${record.slug} leads here for good` });
      router.replace(agentHref(renamed.slug, tab));
      onClose();
    },
    onSettled: refresh,
  });
  const fault = findFault(rename.error, "/slug");
  return (
    <FormDialog
      title="Change the address"
      description={`${record.slug} goes on leading here, and is never given to another agent.`}
      submitLabel="Change address"
      busyText="Saving…"
      busy={rename.isPending}
      disabledReason={explainInertness(slug.trim(), record.slug)}
      error={fault === undefined ? rename.error : null}
      onSubmit={() => rename.mutate({ params: { slug: record.slug }, body: { slug: slug.trim() } })}
      onClose={onClose}
    >
      <Field label="Address" hint="Lower-case letters, digits and -, 2 to 63 of them." error={fault} required>
        <Input
          name="slug"
          mono
          maxLength={63}
          autoComplete="off"
          spellCheck={false}
          value={slug}
          onChange={(event) => setSlug(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}

function explainInertness(slug: string, current: string): string | undefined {
  if (slug === current) return "This is its address already";
  return /^[a-z0-9][a-z0-9-]{1,62}$/.test(slug) ? undefined : "Use lower-case letters, digits and - only";
}
