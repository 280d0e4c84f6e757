import type { Operation } from "@/lib/http/operation";

/** A link says `?format=csv`, a program `Accept: text/csv`. What `format` may be is held against the rest of the query. */
export function wantsCsv(request: Request): boolean {
  const format = new URL(request.url).searchParams.get("format");
  if (format !== null) return format === "csv";
  return request.headers.get("accept")?.trim().toLowerCase().startsWith("text/csv") ?? false;
}

/** Reads that hand data out as a whole and leave an event of it. */
export function leavesAsFile(operation: Operation, request: Request): boolean {
  if (operation.method !== "GET") return false;
  return operation.csv ? wantsCsv(request) : operation.produces !== undefined && operation.audits !== undefined;
}
