import { type DraftAgent, type Finding, writeAgentSlug } from "@/lib/imports/rules";

/** Slugs are written last, from names that hold no secret any more; within one draft each is its own. */
export function assignSlugs(agents: readonly DraftAgent[]): DraftAgent[] {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return agents.map((agent) => {
    const base = writeAgentSlug(agent.name);
    let slug = base;
    // Counting goes on where it ended, so ten thousand agents of one name stay quick.
    for (let number = next.get(base) ?? 2; taken.has(slug); number++) {
      slug = `${base}-${number}`;
      next.set(base, number + 1);
    }
    taken.add(slug);
    return { ...agent, slug };
  });
}

/**
 * A finding of a file belongs to the agent that came from it, if only one did. The same finding for several agents, as
 * from a person's own settings, is told once.
 */
export function assignFindings(findings: readonly Finding[], agents: readonly DraftAgent[]): Finding[] {
  const owners = indexOwners(agents);
  const once = new Map<string, Finding>();
  for (const found of findings) {
    const agent = found.agent ?? owners.get(`${found.line} ${found.path}`) ?? owners.get(found.path);
    const { agent: _, ...rest } = found;
    const key = JSON.stringify([rest.id, rest.path, rest.line, rest.detail]);
    const before = once.get(key);
    const shared = before !== undefined && before.agent !== agent;
    once.set(key, agent === undefined || agent === null || shared ? rest : { ...rest, agent });
  }
  return [...once.values()];
}

/** By file, and by file and line for tables with an agent a line; null where several agents came from one. */
function indexOwners(agents: readonly DraftAgent[]): Map<string, string | null> {
  const owners = new Map<string, string | null>();
  for (const { key, origins } of agents) {
    for (const { path, line } of origins) {
      for (const place of [path, `${line} ${path}`]) {
        const owner = owners.get(place);
        owners.set(place, owner === undefined || owner === key ? key : null);
      }
    }
  }
  return owners;
}
