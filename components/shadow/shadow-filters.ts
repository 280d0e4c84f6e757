import type { ListDefinition, ListValues } from "@/components/data/list-url";
import type { ShadowPageInput } from "@/lib/shadow/queries";
import { type Disposition, dispositions, dispositionWords } from "@/lib/shadow/rules";

/** The one seen last comes first; there is no other order. `sources` are those the filter offers. */
export function defineShadowList(sources: readonly string[]): ListDefinition {
  return {
    sorts: ["-last_seen_at"],
    filters: [
      {
        key: "disposition",
        label: "Decision",
        kind: "choice",
        options: dispositions.map((value) => ({ value, label: dispositionWords[value].name })),
      },
      {
        key: "source",
        label: "Seen by",
        kind: "choice",
        options: sources.map((value) => ({ value, label: value })),
      },
    ],
  };
}

/** The query of the API; the definition has dropped what it does not know. */
export function readShadowQuery({ filters, q, cursor }: Omit<ListValues, "sort">): ShadowPageInput {
  return {
    ...(filters["disposition"] ? { disposition: [...filters["disposition"]] as Disposition[] } : {}),
    ...(filters["source"] ? { source: [...filters["source"]] } : {}),
    ...(q.trim() === "" ? {} : { q: q.trim() }),
    ...(cursor === "" ? {} : { cursor }),
    limit: 50,
  };
}
