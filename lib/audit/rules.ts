import type { JsonObject, JsonValue } from "@/lib/core/json";

/** Far above what any event needs, far below what would make the log a place to store things. */
const limits = { text: 2_000, members: 100, depth: 6, bytes: 16_384, personalBytes: 65_536 } as const;
const idText = /^[A-Za-z0-9_-][A-Za-z0-9_.:/-]{0,199}$/;
const requestText = /^[\x21-\x7e]{1,128}$/;
const key = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/;
/** Lines are the one thing a person's words may be made of beside characters. */
const control = /(?!\n)[\p{Cc}\p{Cs}]/u;

/** Member names and shapes that are personal whatever the event: they belong beside the log, where they can be erased. */
const personalKeys = new Set([
  "email",
  "mail",
  "address",
  "ip",
  "user_agent",
  "userAgent",
  "phone",
  "display_name",
  "full_name",
]);
const personalShapes: readonly { name: string; shape: RegExp }[] = [
  { name: "an e-mail address", shape: /[^\s@]+@[^\s@]+\.[^\s@]+/ },
  { name: "an IP address", shape: /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/ },
  { name: "an IP address", shape: /(?<![\w:])(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}(?![\w:])/i },
  { name: "an IP address", shape: /(?<![\w:])[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,5}::[0-9a-f]{0,4}(?![\w])/i },
];

type Unchecked = {
  subjectId: string | null;
  requestId: string;
  data: JsonObject | undefined;
  personal: JsonObject | undefined;
};

/** Refuses an event the log must not hold. A refusal is a fault of the caller's code, so it ends the whole write. */
export function checkEvent(event: Unchecked): void {
  if (event.subjectId !== null && !idText.test(event.subjectId)) refuse("subjectId", "is not an id");
  if (!requestText.test(event.requestId)) refuse("requestId", "is not visible ASCII of at most 128 characters");
  if (event.data !== undefined) {
    if (Object.hasOwn(event.data, "personal")) refuse("data.personal", "is where the hash of personal values goes");
    checkSize("data", event.data, limits.bytes);
    checkValue("data", event.data, 0, refusePersonal);
  }
  if (event.personal !== undefined) {
    checkSize("personal", event.personal, limits.personalBytes);
    checkValue("personal", event.personal, 0, () => undefined);
  }
}

function checkSize(where: string, value: JsonObject, bytes: number): void {
  if (new TextEncoder().encode(JSON.stringify(value)).length > bytes) {
    refuse(where, `is larger than ${bytes} bytes`);
  }
}

type Inspect = (where: string, name: string, value: JsonValue) => void;

/** Only what has one canonical form and comes back from jsonb as it went in. */
function checkValue(where: string, value: JsonValue, depth: number, inspect: Inspect): void {
  if (depth > limits.depth) refuse(where, `is nested deeper than ${limits.depth}`);
  if (typeof value === "string") {
    if (value.length > limits.text) refuse(where, `is longer than ${limits.text} characters`);
    if (control.test(value)) refuse(where, "holds a control character or half a character");
  } else if (typeof value === "number") {
    if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) refuse(where, "is not an exact number");
  } else if (typeof value === "object" && value !== null) {
    const members = Object.entries<JsonValue>(value);
    if (members.length > limits.members) refuse(where, `has more than ${limits.members} members`);
    for (const [name, member] of members) {
      if (!key.test(name)) refuse(`${where}.${name}`, "has a name that is not a plain key");
      inspect(`${where}.${name}`, name, member);
      checkValue(`${where}.${name}`, member, depth + 1, inspect);
    }
  } else if (typeof value !== "boolean" && value !== null) {
    refuse(where, "is not JSON");
  }
}

const refusePersonal: Inspect = (where, name, value) => {
  if (personalKeys.has(name) && value !== null) refuse(where, "is a personal value: put it into `personal`");
  if (typeof value !== "string") return;
  const found = personalShapes.find(({ shape }) => shape.test(value));
  if (found) refuse(where, `looks like ${found.name}: put it into \`personal\``);
};

function refuse(where: string, why: string): never {
  throw new Error(`The audit event cannot be recorded: ${where} ${why}.`);
}

/** One changed value, or one that only is: `before` and `after` are missing where there was or is nothing. */
export type Change = { field: string; before: JsonValue | undefined; after: JsonValue | undefined; personal: boolean };

/** What an event says changed: `before` and `after` of its data and of its personal values, unchanged fields left out. */
export function listChanges(data: JsonObject, personal: JsonObject | null): Change[] {
  const plain = compareSides(data, false);
  return personal === null ? plain : [...plain, ...compareSides(personal, true)];
}

function compareSides(values: JsonObject, personal: boolean): Change[] {
  const before = readObject(values["before"]);
  const after = readObject(values["after"]);
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields
    .map((field) => ({ field, before: before[field], after: after[field], personal }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

/** What values say beside a change: every member but `before`, `after` and the hash of personal values. */
export function listDetails(values: JsonObject): { field: string; value: JsonValue }[] {
  return Object.entries<JsonValue>(values)
    .filter(([field]) => !["before", "after", "personal"].includes(field))
    .map(([field, value]) => ({ field, value }));
}

function readObject(value: JsonValue | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** `person.roles_changed` of people: `{subject}` and `{person}` filled with names. */
export function fillWords(words: string, names: { subject: string; person: string }): string {
  return words.replaceAll(/\{(subject|person)\}/g, (_, which: "subject" | "person") => names[which]);
}

/** Ambit itself, by what it was doing. */
export const systemActors: Readonly<Record<string, string>> = {
  terminal: "The terminal",
  worker: "Background work",
  start: "Start-up",
  sample: "Sample data",
};
