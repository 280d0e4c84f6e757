import "server-only";
import { can } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/core/viewer";
import type { ViewRow } from "@/lib/views/repository";
import { viewLists } from "@/lib/views/rules";
import type { View } from "@/lib/views/schema";

export function presentView(viewer: Viewer, row: ViewRow): View {
  return {
    id: row.id,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    list: viewLists.find((name) => name === row.list) ?? "agents",
    name: row.name,
    query: row.query,
    shared: row.shared,
    person: row.person,
    abilities: can(viewer, "views.change", { personId: row.personId }) ? ["update", "delete"] : [],
  };
}
