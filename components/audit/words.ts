import { catalogue, type EventClass, type EventType } from "@/lib/audit/catalogue";
import { fillWords } from "@/lib/audit/rules";
import type { JsonValue } from "@/lib/core/json";
import { formatNumber } from "@/components/ui/format-number";

export const classWords = {
  management: "Management",
  authentication: "Authentication",
  authorisation: "Authorisation",
  data_access: "Data access",
} as const satisfies Record<EventClass, string>;

/** Somebody tried and was not let. Lists mark these, since they are what a reader looks for. */
export function isRefusal(type: EventType): boolean {
  return type === "access.denied" || type.endsWith(".refused");
}

/** "changed the roles of …": a kind of event without its names, as filters list it. */
export function describeType(type: EventType): string {
  return startUpper(fillWords(catalogue[type].words, { subject: "…", person: "…" }));
}

/** "approvals_blocked_until" → "Approvals blocked until". */
export function describeField(field: string): string {
  return startUpper(field.replaceAll(/[_.]/g, " "));
}

/** Lists as words, what is absent as a word, numbers as people write them; anything deeper as the JSON it is. */
export function describeValue(value: JsonValue | undefined): string {
  if (value === undefined || value === null || value === "") return "None";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number") return Number.isInteger(value) ? formatNumber(value) : String(value);
  if (typeof value === "string") return value;
  if (!isList(value)) return JSON.stringify(value);
  if (value.length === 0) return "None";
  return value.every((item) => typeof item !== "object") ? value.map(String).join(", ") : JSON.stringify(value);
}

export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export function startUpper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
