import type { ListDefinition, ListValues } from "@/components/data/list-url";
import type { OpenChangesInput } from "@/lib/policy/queries";
import { stateWords, waitingStates } from "../words";

type State = keyof typeof stateWords;
const states = Object.keys(stateWords) as State[];

/** Newest first, and no other order. */
export const changeListDefinition: ListDefinition = {
  sorts: ["-created_at"],
  filters: [
    {
      key: "state",
      label: "State",
      kind: "choice",
      options: states.map((value) => ({ value, label: value === "applied" ? "Went live" : stateWords[value] })),
    },
    { key: "sample", label: "Sample data", kind: "choice", options: [{ value: "true", label: "shown too" }] },
  ],
};

export function readChangeQuery({ filters, cursor }: ListValues): OpenChangesInput {
  const chosen = states.filter((state) => filters["state"]?.includes(state));
  return {
    ...(chosen.length > 0 ? { state: chosen } : {}),
    ...(filters["sample"]?.includes("true") === true ? { sample: "true" as const } : {}),
    ...(cursor === "" ? {} : { cursor }),
    limit: 50,
  };
}

/** What stands above the list, with what the list says about samples. */
export function readWaitingQuery({ filters }: ListValues): OpenChangesInput {
  const sample = filters["sample"]?.includes("true") === true ? { sample: "true" as const } : {};
  return { ...sample, state: [...waitingStates], limit: 100 };
}

export function readEmergencyQuery({ filters }: ListValues): OpenChangesInput {
  const sample = filters["sample"]?.includes("true") === true ? { sample: "true" as const } : {};
  return { ...sample, unreviewed: "true", limit: 100 };
}
