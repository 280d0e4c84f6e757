import "server-only";
import { can } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/core/viewer";
import type { PersonName, ShadowRow } from "@/lib/shadow/repository";
import { judgeDisposition } from "@/lib/shadow/rules";
import type { ShadowAgent } from "@/lib/shadow/schema";

export function presentShadow(
  viewer: Viewer,
  row: ShadowRow,
  deciders: ReadonlyMap<string, PersonName>,
  now: Date,
): ShadowAgent {
  return {
    id: row.id,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    name: row.name,
    source: row.source,
    source_ref: row.sourceRef,
    detail: row.detail,
    first_seen_at: row.firstSeenAt.toISOString(),
    last_seen_at: row.lastSeenAt.toISOString(),
    sightings: row.sightings,
    disposition: judgeDisposition(row, now),
    reason: row.reason,
    ignore_until: row.ignoreUntil?.toISOString() ?? null,
    decided_at: row.decidedAt?.toISOString() ?? null,
    decided_by: (row.decidedBy && deciders.get(row.decidedBy)) || null,
    seen_since: row.decidedAt !== null && row.lastSeenAt > row.decidedAt,
    agent: row.agent,
    sample: row.sample,
    abilities: can(viewer, "shadow.decide") ? ["decide"] : [],
  };
}
