"use client";

import { useQueries } from "@tanstack/react-query";
import { agentPageQuery, agentQuery } from "@/lib/agents/queries";
import type { DraftAgent } from "@/lib/imports/rules";
import type { ImportRow } from "@/lib/imports/schema";

/** An agent that is here and is called like one that would be made. */
export type Twin = { slug: string; name: string; mayUpdate: boolean; same: boolean };
type Found = Omit<Twin, "same"> & { purpose: string; tools: string[]; servers: string[] };

const lookedUp = 20;

/**
 * An agent is found again by where its files were. Brought from another place it would be made a second time, so for the
 * first of the new rows somebody looks whether one of that name is here.
 */
export function useTwins(
  agents: readonly DraftAgent[],
  rows: ReadonlyMap<string, ImportRow>,
  check: string,
): ReadonlyMap<string, Twin> {
  const fresh = agents
    .flatMap((agent) => {
      const row = rows.get(agent.key);
      return row?.plan === "create" && row.result === null ? [{ agent, name: row.name.trim() }] : [];
    })
    .filter(({ name }) => name !== "" && name.length <= 120)
    .slice(0, lookedUp);
  const taken = new Set([...rows.values()].flatMap(({ agent }) => agent?.slug ?? []));
  return useQueries({
    queries: fresh.map(({ name }) => ({
      // Of this check: the one before may have been imported since.
      queryKey: ["import-twin", check, name],
      queryFn: ({ signal }: { signal: AbortSignal }) => findTwin(name, signal),
    })),
    combine: (answers) =>
      new Map(
        answers.flatMap(({ data }, at): [string, Twin][] => {
          const one = fresh[at];
          if (!one || !data) return [];
          const { purpose, tools, servers, ...twin } = data;
          // Another row is about it already.
          const mayUpdate = twin.mayUpdate && !taken.has(twin.slug);
          return [[one.agent.key, { ...twin, mayUpdate, same: isSame(one.agent, { purpose, tools, servers }) }]];
        }),
      ),
  });
}

async function findTwin(name: string, signal: AbortSignal): Promise<Found | null> {
  const { data } = await agentPageQuery({ q: name, limit: 50 }).queryFn({ signal });
  const alike = data.filter((one) => one.name.toLowerCase() === name.toLowerCase() && one.state !== "retired");
  const chosen = alike.find(({ abilities }) => abilities.includes("update")) ?? alike[0];
  if (!chosen) return null;
  const { purpose, tools, servers } = await agentQuery(chosen.slug).queryFn({ signal });
  return {
    slug: chosen.slug,
    name: chosen.name,
    mayUpdate: chosen.abilities.includes("update"),
    purpose,
    tools: tools.map((tool) => tool.name),
    servers: servers.map((server) => server.name),
  };
}

function isSame(agent: DraftAgent, found: Pick<Found, "purpose" | "tools" | "servers">): boolean {
  const alike = (one: readonly string[], other: readonly string[]): boolean =>
    [...new Set(one)].toSorted().join("\n") === [...new Set(other)].toSorted().join("\n");
  return (
    agent.purpose.trim() === found.purpose.trim() &&
    alike(
      agent.tools.map(({ name }) => name),
      found.tools,
    ) &&
    alike(
      agent.servers.map(({ name }) => name),
      found.servers,
    )
  );
}
