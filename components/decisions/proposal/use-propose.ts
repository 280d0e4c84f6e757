"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { isAppError } from "@/lib/core/errors";
import { policyReads } from "@/lib/policy/queries";
import { editPolicyText } from "@/lib/policy/rules";
import { inDraft } from "./write-test";
import type { PolicyDraft, PolicyTest } from "@/lib/policy/schema";
import type { Target } from "./target";

/** Writes the test into the draft, which is begun from what is live where there is none, and opens it there. */
export function usePropose(target: Target) {
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: async (test: PolicyTest) => {
      try {
        return await addTest(target, test);
      } catch (error) {
        // Somebody saved the draft, or began it, between reading and writing: once more, on theirs.
        if (!isAppError(error) || (error.code !== "stale_version" && error.code !== "conflict")) throw error;
        return addTest(target, test);
      }
    },
    onSuccess: async ({ draft, at }) => {
      client.setQueryData(target.draft.queryKey, draft);
      await Promise.all(policyReads.map((queryKey) => client.invalidateQueries({ queryKey, refetchType: "none" })));
      router.push(target.href(at));
    },
  });
}

async function addTest(target: Target, test: PolicyTest): Promise<{ draft: PolicyDraft; at: number }> {
  const { signal } = new AbortController();
  const live = await target.live.queryFn({ signal });
  const draft = live.draft
    ? await target.draft.queryFn({ signal })
    : await target.create(live.live_version === null ? "empty" : "live");
  const item = inDraft(test, draft.document);
  const written = editPolicyText(draft.text, { kind: "put", part: "tests", item });
  if (!written.ok) throw new Error(written.detail);
  const saved = await target.save(written.text, draft.version);
  return { draft: saved, at: saved.document.tests.findIndex(({ name }) => name === test.name) };
}
