import { recordOperations } from "@/lib/agents/operations";
import { callOperation } from "@/lib/http/client";
import { peopleOperations } from "@/lib/people/operations";
import { teamOperations } from "@/lib/teams/operations";
import { presentAgentHit } from "./agent-names";
import type { Hit, HitKind } from "./use-search";

export type SearchSource = (words: string, signal: AbortSignal) => Promise<readonly Hit[]>;

const limit = 5;

/** What the palette asks on the server, in the order it shows the answers. Loaded with the first search. */
export const searchSources: Readonly<Record<HitKind, SearchSource>> = {
  agents: searchAgents,
  people: searchPeople,
  teams: searchTeams,
};

async function searchAgents(q: string, signal: AbortSignal): Promise<readonly Hit[]> {
  const { data } = await callOperation(recordOperations.listAgents, { query: { q, limit } }, { signal });
  return data.map(presentAgentHit);
}

async function searchPeople(q: string, signal: AbortSignal): Promise<readonly Hit[]> {
  const { data } = await callOperation(peopleOperations.listPeople, { query: { q, limit } }, { signal });
  return data.map(({ id, name, email }) => ({
    id,
    kind: "people",
    label: name,
    detail: email ?? "",
    href: `/people/${id}`,
  }));
}

async function searchTeams(q: string, signal: AbortSignal): Promise<readonly Hit[]> {
  const { data } = await callOperation(teamOperations.listTeams, { query: { q, limit } }, { signal });
  return data.map(({ id, name, slug }) => ({ id, kind: "teams", label: name, detail: slug, href: `/teams/${id}` }));
}
