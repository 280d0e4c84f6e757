"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { showToast } from "@/components/ui/toast";
import { isAppError } from "@/lib/core/errors";
import type { Draft, EditorScope } from "./scope";
import type { TextStore } from "./use-text";

/** Keeps the text on the server. Where somebody was first nothing is overwritten: `conflict` holds what they wrote. */
export function useSaving(scope: EditorScope, store: TextStore) {
  const client = useQueryClient();
  const [conflict, setConflict] = useState<Draft | null>(null);
  const show = (draft: Draft) => client.setQueryData(scope.draftQuery.queryKey, draft);

  const save = useMutation({
    mutationFn: async ({ text, version }: { text: string; version: number }) => {
      try {
        return await scope.save(text, version);
      } catch (error) {
        if (!isAppError(error) || error.code !== "stale_version") throw error;
        setConflict(await client.fetchQuery({ ...scope.draftQuery, staleTime: 0 }));
        return null;
      }
    },
    onSuccess: (saved, { text }) => {
      if (!saved) return;
      store.keep(text, saved.version);
      show(saved);
      setConflict(null);
      showToast({ title: "Draft saved", detail: "What is live stays as it is" });
    },
  });

  return {
    conflict,
    busy: save.isPending,
    error: save.error,
    save: () => save.mutate({ text: store.text, version: store.base.version }),
    /** What stays, after both were looked at. */
    settle: (text: string, theirs: Draft) => {
      setConflict(null);
      store.replace(text, theirs.text, theirs.version);
      if (text !== theirs.text) save.mutate({ text, version: theirs.version });
    },
    dismiss: () => setConflict(null),
  };
}

export type Saving = ReturnType<typeof useSaving>;
