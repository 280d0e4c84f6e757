import * as z from "zod/mini";
import type { Fault } from "@/lib/core/errors";
import { readFaults } from "@/lib/http/input/faults";
import { writePointer } from "@/lib/http/input/pointer";
import { checkText } from "@/lib/http/input/strict-json";
import type { Operation } from "@/lib/http/operation";

type ParsedQuery = { value: unknown; faults: readonly Fault[] };

/** Reads the query as it was sent, strictly: every key is known, every value is what it says, and all faults are told. */
export function parseQuery(operation: Operation, raw: string): ParsedQuery {
  const shape = readShape(operation.query);
  const values: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const [key, sent] of splitQuery(raw)) {
    const pointer = writePointer([key]);
    const field = Object.hasOwn(shape, key) ? shape[key] : undefined;
    const fault = findFault(operation, key, field, sent);
    if (fault) faults.push({ pointer, ...fault });
    else if (field) values[key] = isList(field) ? sent : sent[0];
  }
  if (!operation.query) return { value: undefined, faults };
  const parsed = z.safeParse(operation.query, values);
  if (parsed.success) return { value: parsed.data, faults };
  const told = new Set(faults.map(({ pointer }) => pointer));
  const more = readFaults(parsed.error, values).filter(({ pointer }) => !told.has(pointer));
  return { value: undefined, faults: [...faults, ...more] };
}

type Sent = readonly (string | undefined)[];
type Found = Omit<Fault, "pointer">;

function findFault(operation: Operation, key: string, field: Field | undefined, sent: Sent): Found | undefined {
  const isFormat = key === "format" && operation.csv !== undefined;
  if (!field && !isFormat) return { code: "unknown_field", detail: "No such query key." };
  if (sent.includes(undefined)) return { code: "invalid_encoding", detail: "Not percent-encoded UTF-8." };
  const texts = sent.map(String);
  if (isFormat && texts.some((text) => text !== "csv" && text !== "json"))
    return { code: "invalid_value", detail: "Must be csv or json." };
  if (texts.length > 1 && !(field && isList(field))) return { code: "repeated", detail: "Give this key once." };
  // Coercion would also take "1e1", "0x1f" and "" for numbers.
  if (field && isNumber(field) && !texts.every((text) => /^-?\d{1,15}$/.test(text)))
    return { code: "invalid_type", detail: "Must be a whole number, in digits." };
  return texts.map(checkText).find((fault) => fault !== undefined);
}

/** Values by key, in the order they came in; undefined is one that is not percent-encoded UTF-8. */
function splitQuery(raw: string): Map<string, (string | undefined)[]> {
  const values = new Map<string, (string | undefined)[]>();
  for (const pair of raw.split("&")) {
    if (pair === "") continue;
    const end = pair.indexOf("=");
    const name = end === -1 ? pair : pair.slice(0, end);
    const value = decode(end === -1 ? "" : pair.slice(end + 1));
    const key = decode(name) ?? name;
    const sofar = values.get(key);
    if (sofar) sofar.push(value);
    else values.set(key, [value]);
  }
  return values;
}

function decode(text: string): string | undefined {
  if (/[^\x21-\x7E]/.test(text)) return undefined;
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

type Field = z.core.$ZodType;

function readShape(schema: z.ZodMiniType | undefined): Readonly<Record<string, Field>> {
  if (!schema) return {};
  if (schema instanceof z.ZodMiniObject) return schema.shape;
  throw new Error("The query of an operation is an object schema.");
}

/** A filter that may be repeated is a list, whatever is wrapped around it. */
const isList = (field: Field): boolean => unwrap(field) === "array";
const isNumber = (field: Field): boolean => unwrap(field) === "number";

function unwrap(field: Field): string {
  const { def } = field._zod;
  if ("innerType" in def) return unwrap(def.innerType as Field);
  return def.type;
}
