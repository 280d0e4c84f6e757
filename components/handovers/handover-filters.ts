import type { ListDefinition, ListValues } from "@/components/data/list-url";
import type { HandoverPageInput } from "@/lib/handovers/queries";

/** Newest first, and no other order. */
export const handoverListDefinition: ListDefinition = {
  sorts: ["-opened_at"],
  filters: [
    {
      key: "open",
      label: "State",
      kind: "choice",
      options: [
        { value: "true", label: "Open" },
        { value: "false", label: "Finished" },
      ],
    },
  ],
};

/** Open and finished together are all of them. */
export function readHandoverQuery({ filters, cursor }: ListValues): HandoverPageInput {
  const [open, ...more] = filters["open"] ?? [];
  return {
    ...(more.length === 0 && (open === "true" || open === "false") ? { open } : {}),
    ...(cursor === "" ? {} : { cursor }),
    limit: 50,
  };
}
