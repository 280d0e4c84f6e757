"use client";

import type { Route } from "next";
import { useEffect, useState } from "react";

export type Hit = { id: string; kind: "people" | "teams"; label: string; detail: string; href: HitRoute };
type HitRoute = Route<`/people/${string}` | `/teams/${string}`>;

type State = "idle" | "searching" | "failed";

const waitMs = 120;

/** People and teams the server knows by these words. Old answers stay until new ones come, so that the list does not jump. */
export function useSearch(words: string): { hits: readonly Hit[]; state: State } {
  const [found, setFound] = useState<{ words: string; hits: readonly Hit[]; state: State }>({
    words: "",
    hits: [],
    state: "idle",
  });

  useEffect(() => {
    if (words.length < 2) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      setFound((before) => ({ ...before, state: "searching" }));
      searchEverywhere(words, controller.signal).then(
        (hits) => setFound({ words, hits, state: "idle" }),
        () => controller.signal.aborted || setFound({ words, hits: [], state: "failed" }),
      );
    }, waitMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [words]);

  return words.length < 2 ? { hits: [], state: "idle" } : found;
}

async function searchEverywhere(words: string, signal: AbortSignal): Promise<readonly Hit[]> {
  const { searchSources } = await import("./search-sources");
  const answers = await Promise.all(searchSources.map((search) => search(words, signal)));
  return answers.flat();
}
