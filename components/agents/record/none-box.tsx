"use client";

import { useMutation } from "@tanstack/react-query";
import { useRefresh } from "@/components/settings/use-refresh";
import { CheckboxField } from "@/components/ui/form/checkbox";
import { showToast } from "@/components/ui/toast";
import { agentReads, updateAgentMutation } from "@/lib/agents/queries";
import type { StatablePart } from "@/lib/agents/rules";
import { useRecord } from "./use-record";
import { noneWords } from "./words";

/** Says that it has none of something, so that nothing is missing. It takes effect at once. */
export function NoneBox({ part }: { part: StatablePart }) {
  const { record, may } = useRecord();
  const refresh = useRefresh(agentReads);
  const stated = record.stated_none.includes(part);
  const save = useMutation({
    ...updateAgentMutation,
    onSuccess: () => showToast({ title: "Saved", detail: record.name }),
    onError: (error) => showToast({ title: "Nothing was changed", detail: error.message, failed: true }),
    onSettled: refresh,
  });
  if (!may("update")) return stated ? <p className="text-muted">{noneWords[part]}, its keepers say.</p> : null;
  return (
    <CheckboxField
      label="It has none"
      hint={`${noneWords[part]}. Nothing is then missing here.`}
      checked={stated}
      disabled={save.isPending}
      onChange={({ target: { checked } }) => {
        const others = record.stated_none.filter((one) => one !== part);
        const body = { stated_none: checked ? [...others, part] : others };
        save.mutate({ params: { slug: record.slug }, body, version: record.version });
      }}
    />
  );
}
