import { dataClassWords } from "@/components/agents/record/words";
import type { ListDefinition, ListValues } from "@/components/data/list-url";
import type { AgentPageInput } from "@/lib/agents/queries";
import { agentStates, type CallerCheck, callerChecks, type DataClass, dataClasses } from "@/lib/agents/rules";
import type { SystemPageInput } from "@/lib/systems/queries";
import { callerWords, type SystemSort, systemSorts } from "@/lib/systems/rules";

export const systemListDefinition: ListDefinition = {
  sorts: systemSorts,
  filters: [
    {
      key: "verifies",
      label: "Verifies its caller by",
      kind: "choice",
      options: callerChecks.map((value) => ({ value, label: callerWords[value].words })),
    },
    {
      key: "data_class",
      label: "Data",
      kind: "choice",
      options: dataClasses.map((value) => ({ value, label: dataClassWords[value] })),
    },
  ],
};

/** The query of the API; the definition has dropped what it does not know. */
export function readSystemQuery({ filters, q, sort, cursor }: ListValues): SystemPageInput {
  return {
    ...(filters["verifies"] ? { verifies: [...filters["verifies"]] as CallerCheck[] } : {}),
    ...(filters["data_class"] ? { data_class: [...filters["data_class"]] as DataClass[] } : {}),
    ...(q.trim() === "" ? {} : { q: q.trim() }),
    sort: sort as SystemSort,
    ...(cursor === "" ? {} : { cursor }),
    limit: 50,
  };
}

/** Agents of one system come by name; a retired one reaches nothing. */
export const reachingListDefinition: ListDefinition = { sorts: ["name"], filters: [] };

export function readReachingQuery(system: string, { cursor }: Pick<ListValues, "cursor">): AgentPageInput {
  return {
    system: [system],
    state: agentStates.filter((state) => state !== "retired"),
    sort: "name",
    ...(cursor === "" ? {} : { cursor }),
    limit: 50,
  };
}
