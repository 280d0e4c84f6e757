"use client";

import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { useNow } from "@/components/ui/use-now";
import type { World } from "@/lib/policy/rules";
import { readPolicyDocument } from "@/lib/policy/schema";
import { keepServerFindings, placeFindings, placeTests, type Readable } from "./preview";
import type { Draft } from "./scope";

/** Up to this many characters a text is judged with every key; a longer one when the hands rest. */
const smallText = 60_000;
const pauseMs = 400;

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  const small = text.length <= smallText;
  useEffect(() => {
    if (small) return;
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [small, text]);
  return small ? text : settled;
}

/** What the text says now, and the last that could be read. The same code judges here and on the server. */
export function usePreview(text: string, draft: Draft, world: World | undefined, areGuardrails: boolean) {
  const now = useNow() ?? 0;
  const judged = useDeferredValue(useSettled(text));
  const reading = useMemo(() => readPolicyDocument(judged, areGuardrails), [judged, areGuardrails]);
  const [readable, setReadable] = useState<Readable | null>(null);
  const current: Readable | null = useMemo(() => (reading.ok ? { ...reading, text: judged } : null), [reading, judged]);
  if (current && current !== readable) setReadable(current);
  const shown = current ?? readable;

  const findings = useMemo(() => {
    if (!shown || !world) return [];
    const own = placeFindings(shown, world, areGuardrails);
    return [...own, ...keepServerFindings(draft.findings, draft.document, shown)];
  }, [shown, world, areGuardrails, draft]);
  const tests = useMemo(() => (shown && world ? placeTests(shown, world, new Date(now)) : null), [shown, world, now]);

  return {
    /** What cannot be read; empty where all can. */
    faults: reading.ok ? [] : reading.faults,
    /** Undefined until something could be read. */
    readable: shown ?? undefined,
    findings,
    /** Null until what stands around the policy is known. */
    tests,
    /** The text has gone on since it was judged. */
    behind: judged !== text,
  };
}

export type Preview = ReturnType<typeof usePreview>;
