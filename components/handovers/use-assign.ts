"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useRefresh } from "@/components/settings/use-refresh";
import { showToast } from "@/components/ui/toast";
import { assignHandoverMutation, handoverReads } from "@/lib/handovers/queries";
import type { AssignmentResult } from "@/lib/handovers/schema";
import type { OwnerPart } from "@/lib/agents/rules";
import { countWords } from "./words";

export type Wanted = { agent: string; part: OwnerPart; person: string };
export type AssignedPart = AssignmentResult["data"][number];

export function keyOfAssigned({ agent, part }: AssignedPart): string {
  return `${agent}:${part}`;
}

/** Parts sent at once: few enough that the first answers come soon. */
const batch = 25;

/** Asks for parts, a few at a time, and keeps why one could not be asked for until it is tried again. */
export function useAssign(id: string) {
  const refresh = useRefresh(handoverReads);
  const [failures, setFailures] = useState<ReadonlyMap<string, string>>(new Map());
  const [sent, setSent] = useState<{ value: number; max: number } | null>(null);
  const assign = useMutation({
    mutationFn: async (items: readonly Wanted[]) => {
      const results: AssignedPart[] = [];
      for (let at = 0; at < items.length; at += batch) {
        setSent({ value: at, max: items.length });
        const { data } = await assignHandoverMutation.mutationFn({
          params: { id },
          body: { items: items.slice(at, at + batch) },
        });
        results.push(...data);
      }
      return results;
    },
    onSuccess: (results) => {
      const failed = results.filter(({ outcome }) => outcome === "failed");
      const keys = results.map(keyOfAssigned);
      setFailures(
        (before) =>
          new Map([
            ...[...before].filter(([key]) => !keys.includes(key)),
            ...failed.map((one) => [keyOfAssigned(one), one.reason ?? "It failed."] as const),
          ]),
      );
      showToast(describeResults(results));
    },
    onSettled: () => {
      setSent(null);
      return refresh();
    },
  });
  return { assign, failures, sent };
}

function describeResults(results: readonly AssignedPart[]): { title: string; detail?: string; failed?: boolean } {
  const count = (outcome: AssignedPart["outcome"]): number => results.filter((one) => one.outcome === outcome).length;
  const [asked, accepted, failed] = [count("asked"), count("accepted"), count("failed")];
  const parts = [
    ...(asked > 0 ? [`${asked} asked`] : []),
    ...(accepted > 0 ? [`${accepted} accepted by you`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  return {
    title: parts.join(", "),
    ...(failed > 0
      ? { detail: "The rows say why", failed: asked + accepted === 0 }
      : asked > 0
        ? { detail: `${countWords(asked, ["part waits", "parts wait"])} for an answer` }
        : {}),
  };
}
