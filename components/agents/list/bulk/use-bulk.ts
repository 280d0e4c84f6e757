"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useRefresh } from "@/components/settings/use-refresh";
import { agentReads, changeAgentsMutation } from "@/lib/agents/queries";
import type { BulkVerb, OwnerPart } from "@/lib/agents/rules";
import type { Agent, BulkRow } from "@/lib/agents/schema";

/** What a change needs to be told besides which agents. */
export type BulkDetails = { part?: OwnerPart; person?: string; tag?: string; reason?: string };
export type BulkAnswer = { agent: Agent; row: BulkRow };

/** Small enough that the progress moves, and that a lost connection leaves little in doubt. */
const chunkSize = 20;

type Run = { agents: readonly Agent[]; details: BulkDetails; dryRun: boolean };

/** Sends a change in parts, one after the other. A part that gets no answer is not known to be done, and says so. */
export function useBulk(verb: BulkVerb) {
  const [answered, setAnswered] = useState(0);
  const refresh = useRefresh(agentReads);
  const run = useMutation({
    mutationFn: async ({ agents, details, dryRun }: Run): Promise<readonly BulkAnswer[]> => {
      setAnswered(0);
      const answers: BulkAnswer[] = [];
      for (let at = 0; at < agents.length; at += chunkSize) {
        const part = agents.slice(at, at + chunkSize);
        const body = { verb, slugs: part.map(({ slug }) => slug), dry_run: dryRun, ...details };
        const rows = await changeAgentsMutation.mutationFn({ body }).then(
          ({ data }) => data,
          (error: unknown) => {
            if (dryRun || at === 0) throw error;
            return part.map(({ slug }) => writeUnanswered(slug, error));
          },
        );
        answers.push(...part.flatMap((agent, index) => (rows[index] ? [{ agent, row: rows[index] }] : [])));
        setAnswered(answers.length);
      }
      return answers;
    },
    onSettled: (_answers, _error, { dryRun }) => (dryRun ? undefined : refresh()),
  });
  return { run, answered };
}

function writeUnanswered(slug: string, error: unknown): BulkRow {
  return { slug, outcome: "failed", detail: error instanceof Error ? error.message : "No answer came." };
}
