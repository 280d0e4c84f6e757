"use client";

import type { Route } from "next";
import { useEffect, useState } from "react";

export type HitKind = "agents" | "people" | "teams";
export type Hit = { id: string; kind: HitKind; label: string; detail: string; href: HitRoute };
type HitRoute = Route<`/agents/${string}` | `/people/${string}` | `/teams/${string}`>;

type State = "idle" | "searching" | "failed";

const waitMs = 120;

/** What the server knows by these words. Old answers stay until new ones come, so that the list does not jump. */
export function useSearch(words: string, kinds: readonly HitKind[]): { hits: readonly Hit[]; state: State } {
  const [found, setFound] = useState<{ words: string; hits: readonly Hit[]; state: State }>({
    words: "",
    hits: [],
    state: "idle",
  });

  useEffect(() => {
    if (words.length < 2 || kinds.length === 0) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      setFound((before) => ({ ...before, state: "searching" }));
      searchEverywhere(words, kinds, controller.signal).then(
        (hits) => setFound({ words, hits, state: "idle" }),
        () => controller.signal.aborted || setFound({ words, hits: [], state: "failed" }),
      );
    }, waitMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [words, kinds]);

  if (words.length < 2 || kinds.length === 0) return { hits: [], state: "idle" };
  // What another prefix found is not meant by this one.
  return { hits: found.hits.filter(({ kind }) => kinds.includes(kind)), state: found.state };
}

async function searchEverywhere(
  words: string,
  kinds: readonly HitKind[],
  signal: AbortSignal,
): Promise<readonly Hit[]> {
  const { searchSources } = await import("./search-sources");
  const answers = await Promise.all(kinds.map((kind) => searchSources[kind](words, signal)));
  return answers.flat();
}
