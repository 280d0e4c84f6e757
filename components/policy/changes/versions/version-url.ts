import type { ListDefinition } from "@/components/data/list-url";
import type { VersionPageInput } from "@/lib/policy/queries";

/** Newest first, and no other order. */
export const versionListDefinition: ListDefinition = { sorts: ["-number"], filters: [] };

export function readVersionQuery(cursor: string): VersionPageInput {
  return { limit: 50, ...(cursor === "" ? {} : { cursor }) };
}

/** Which version is open; what is no number opens the list. */
export function readOpenVersion(search: URLSearchParams): number | null {
  const version = Number(search.get("version") ?? "");
  return Number.isSafeInteger(version) && version > 0 ? version : null;
}
