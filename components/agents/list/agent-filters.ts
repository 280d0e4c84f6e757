import type { Filter, ListDefinition, ListValues } from "@/components/data/list-url";
import { environmentWords } from "@/components/shell/environment";
import type { Option } from "@/components/ui/form/select";
import type { AgentPageInput } from "@/lib/agents/queries";
import { agentKinds, type AgentSort, agentSorts, agentStates, gapCodes, gapWords, tiers } from "@/lib/agents/rules";
import { environments } from "@/lib/core/environments";
import { kindWords, stateWords, tierWords } from "../record/words";

/** People and teams that the filters offer by name. */
export type Choices = { people: readonly Named[]; teams: readonly Named[] };
export type Named = { id: string; name: string };

/** What the URL of the list may hold. */
export function defineAgentList({ people, teams }: Choices): ListDefinition {
  const named = (list: readonly Named[]): Option[] => list.map(({ id, name }) => ({ value: id, label: name }));
  return {
    sorts: agentSorts,
    filters: [
      choice("state", "State", agentStates, (state) => stateWords[state]),
      {
        key: "owner",
        label: "Owner or deputy",
        kind: "choice",
        options: [{ value: "me", label: "Me" }, { value: "none", label: "No active owner" }, ...named(people)],
      },
      choice("gap", "Gap", gapCodes, (gap) => gapWords[gap].words),
      choice("environment", "Environment", environments, (environment) => environmentWords[environment].name),
      choice("tier_target", "Tier to aim for", tiers, (tier) => tierWords[tier]),
      choice("kind", "Kind", agentKinds, (kind) => kindWords[kind]),
      ...(teams.length === 0 ? [] : [{ key: "team", label: "Team", kind: "choice", options: named(teams) } as const]),
      { key: "tag", label: "Tag", kind: "text" },
      { key: "system", label: "Reaches system", kind: "text", placeholder: "Its short name, such as stripe" },
      {
        key: "bridge",
        label: "Reaches a system that trusts the network alone",
        kind: "choice",
        options: [
          { value: "true", label: "Yes" },
          { value: "false", label: "No" },
        ],
      },
    ],
  };
}

function choice<V extends string>(key: string, label: string, values: readonly V[], say: (value: V) => string): Filter {
  return { key, label, kind: "choice", options: values.map((value) => ({ value, label: say(value) })) };
}

type Lists = Required<
  Pick<AgentPageInput, "state" | "owner" | "gap" | "environment" | "tier_target" | "kind" | "team" | "tag" | "system">
>;
const lists = ["state", "owner", "gap", "environment", "tier_target", "kind", "team", "tag", "system"] as const;

/** The query of the API; the definition has dropped what it does not know. */
export function readAgentQuery({ filters, q, sort, cursor }: ListValues): AgentPageInput {
  const bridge = filters["bridge"] ?? [];
  const repeated: Partial<Lists> = Object.fromEntries(
    lists.flatMap((key) => (filters[key] ? [[key, [...filters[key]]]] : [])),
  );
  return {
    ...repeated,
    // Both together leave nothing out.
    ...(bridge.length === 1 ? { bridge: bridge[0] === "true" ? "true" : "false" } : {}),
    ...(q.trim() === "" ? {} : { q: q.trim() }),
    sort: sort as AgentSort,
    ...(cursor === "" ? {} : { cursor }),
    limit: 50,
  };
}
