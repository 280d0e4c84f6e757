import type { JsonValue } from "@/lib/core/json";

/** `waiting` for its time or a free worker, `retrying` after a failure, `running`, `failed` for good: its attempts are used up. */
export const jobStates = ["waiting", "retrying", "running", "failed"] as const;
export type JobState = (typeof jobStates)[number];

type Progress = { attempts: number; maxAttempts: number; running: boolean };

export function judgeState({ attempts, maxAttempts, running }: Progress): JobState {
  if (running) return "running";
  if (attempts >= maxAttempts) return "failed";
  return attempts > 0 ? "retrying" : "waiting";
}

const hidden = "[hidden]";
const idText = /^[a-z]{2,4}_[0-9A-HJKMNP-TV-Z]{26}$/;

/** A payload as a person may see it: its shape, and the values that name nobody and open nothing. */
export function maskPayload(value: JsonValue): JsonValue {
  if (typeof value === "string") return idText.test(value) ? value : hidden;
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map(maskPayload);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskPayload(inner)]));
}

/** The first line of an error, without addresses and without anything long enough to be a key or a token. */
export function maskError(message: string): string {
  const [line = ""] = message.split("\n", 1);
  return line
    .replaceAll(/[^\s@<>"']+@[^\s@<>"']+/g, hidden)
    .replaceAll(/[\w+/=.-]{24,}/g, (word) => (idText.test(word) ? word : hidden))
    .slice(0, 500);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
