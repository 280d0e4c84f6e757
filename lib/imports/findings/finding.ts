import { type Finding, type FindingId, findingKinds, type Place } from "@/lib/imports/rules";

export function makeFinding(id: FindingId, place: Place, detail: string, agent?: string): Finding {
  const { severity, title } = findingKinds[id];
  const { path, line } = place;
  return { id, severity, title, detail, path, line, ...(agent === undefined ? {} : { agent }) };
}
