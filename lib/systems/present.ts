import "server-only";
import { can } from "@/lib/access/permissions";
import { dataClasses } from "@/lib/agents/rules";
import type { Viewer } from "@/lib/core/viewer";
import type { SystemRow } from "@/lib/systems/repository";
import type { System } from "@/lib/systems/schema";

export function presentSystem(viewer: Viewer, row: SystemRow): System {
  return {
    id: row.id,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    slug: row.slug,
    name: row.name,
    description: row.description,
    verifies: row.verifies,
    actions: row.actions,
    data_classes: dataClasses.filter((one) => row.dataClasses.includes(one)),
    agents: row._count.agents,
    sample: row.sample,
    abilities: can(viewer, "systems.update") ? ["update", "delete"] : [],
  };
}
