import type { AgentRecord, HistoryEntry } from "@/lib/agents/schema";

/** What changes with every version, or follows from the rest. */
const silent = new Set(["version", "updated_at", "abilities", "unmet", "governed", "as_of", "id", "rhythm", "sample"]);

type Fields = Readonly<Record<string, unknown>>;

export function compareRecords(before: AgentRecord, after: AgentRecord): HistoryEntry["changes"] {
  const shown: Fields = before;
  const [old, now] = [chooseOwn(before), chooseOwn(after)];
  return Object.entries(after).flatMap(([field, value]) => {
    if (silent.has(field) || JSON.stringify(old[field]) === JSON.stringify(now[field])) return [];
    return [{ field, before: shown[field] ?? null, after: value ?? null }];
  });
}

/** A record as far as somebody changes it: what time brings about, and how others are called and fare, is told elsewhere. */
function chooseOwn(record: AgentRecord): Fields {
  const slugs = (refs: AgentRecord["parents"]): string[] => refs.map(({ slug }) => slug);
  return {
    ...record,
    gaps: record.gaps.filter((gap) => gap !== "confirmation_overdue"),
    team: record.team?.id ?? null,
    owner: record.owner?.id ?? null,
    deputy: record.deputy?.id ?? null,
    owners: record.owners.map(({ person, agent: _agent, overdue: _overdue, abilities: _abilities, ...owner }) => ({
      ...owner,
      person: person.id,
    })),
    identities: record.identities.map((identity) => ({ ...identity, shared_with: slugs(identity.shared_with) })),
    parents: slugs(record.parents),
    sub_agents: slugs(record.sub_agents),
  };
}
