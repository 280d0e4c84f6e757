import { auditOperations } from "@/lib/audit/operations";
import type { AuditFilters } from "@/lib/audit/schema";
import { mutationFor, queryFor } from "@/lib/http/query";

export type EventPageInput = AuditFilters & { limit: number; cursor?: string | undefined };

/** One page of the log; the server prefetches it under the same key. */
export function eventPageQuery(input: EventPageInput) {
  return queryFor(auditOperations.listAuditEvents, { query: input });
}

export function eventQuery(eventId: string) {
  return queryFor(auditOperations.readAuditEvent, { params: { evt: eventId } });
}

export const createExportMutation = mutationFor(auditOperations.createAuditExport);

export function exportQuery(eventId: string) {
  return queryFor(auditOperations.readAuditExport, { params: { evt: eventId } });
}

/** Asked for on demand: each answer is under the newest checkpoint. */
export function proofQuery(eventId: string) {
  return queryFor(auditOperations.readAuditProof, { params: { evt: eventId } });
}
