"use client";

import { useQuery } from "@tanstack/react-query";
import { agentPageQuery } from "@/lib/agents/queries";
import type { Agent } from "@/lib/agents/schema";
import { matchWords } from "./match-words";
import type { Hit } from "./use-search";

/** As many as one page of the API holds; beyond them the server searches. */
const held = 200;
const shown = 8;
const staleMs = 60_000;

/** Agents by name, held in memory from the first opening of the palette: what is typed is answered at once. */
export function useAgentNames(words: string, wanted: boolean): readonly Hit[] {
  const { data } = useQuery({ ...agentPageQuery({ sort: "name", limit: held }), staleTime: staleMs });
  if (!wanted || !data) return [];
  return chooseAgents(data.data, words);
}

export function chooseAgents(agents: readonly Agent[], words: string): readonly Hit[] {
  const scored = agents.flatMap((agent) => {
    const score = matchWords(words, listAgentKeywords(agent.name, agent.slug));
    return score > 0 ? [{ agent, score }] : [];
  });
  const best = scored.toSorted((a, b) => b.score - a.score).slice(0, shown);
  return best.map(({ agent }) => presentAgentHit(agent));
}

/** A slug's parts are words too: "triage" finds `ticket-triage`. */
export function listAgentKeywords(name: string, slug: string): string[] {
  return ["#", name, slug, slug.replaceAll("-", " ")];
}

export function presentAgentHit({ id, name, slug }: Pick<Agent, "id" | "name" | "slug">): Hit {
  return { id, kind: "agents", label: name, detail: slug, href: `/agents/${slug}` };
}
