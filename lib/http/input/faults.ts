import * as z from "zod/mini";
import type { Fault } from "@/lib/core/errors";
import { collectFaults } from "@/lib/http/input/fault-list";
import { writePointer } from "@/lib/http/input/pointer";

type Issue = z.core.$ZodRawIssue;

const articles: Readonly<Record<string, string>> = {
  array: "a list",
  object: "an object",
  int: "a whole number",
  boolean: "true or false",
};
const formats: Readonly<Record<string, string>> = {
  email: "an email address",
  url: "a web address",
  datetime: "an instant like 2026-11-21T08:00:00.000Z",
  date: "a date like 2026-11-21",
};

/** Says in plain words what is wrong with a field. A message written in the schema itself comes first. */
export function describeIssue(issue: Issue): string | undefined {
  if (issue.input === undefined) return "This field is required.";
  switch (issue.code) {
    case "invalid_type":
      return `Must be ${articles[issue.expected] ?? `a ${issue.expected}`}.`;
    case "too_small":
    case "too_big":
      return describeSize(
        issue.code === "too_small" ? "least" : "most",
        issue.origin,
        issue.code === "too_small" ? issue.minimum : issue.maximum,
      );
    case "invalid_format":
      return formats[issue.format] ? `Must be ${formats[issue.format]}.` : "Not in the form this field has.";
    case "invalid_value":
      return `Must be ${issue.values.length > 1 ? "one of " : ""}${issue.values.map(String).join(", ")}.`;
    case "unrecognized_keys":
      return "No such field.";
    default:
      return undefined;
  }
}

function describeSize(bound: "least" | "most", origin: string, size: number | bigint): string {
  if (origin === "string")
    return size === 1 && bound === "least" ? "Must not be empty." : `At ${bound} ${size} characters.`;
  if (origin === "array" || origin === "set") return `At ${bound} ${size} ${size === 1 ? "entry" : "entries"}.`;
  return `Must be at ${bound} ${size}.`;
}

z.config({ localeError: describeIssue });

/** The faults of one value, each with its JSON pointer; an unknown field is named, a missing one called `required`. */
export function readFaults(error: z.core.$ZodError, value: unknown): readonly Fault[] {
  return collectFaults(listAll(error, value));
}

function* listAll(error: z.core.$ZodError, value: unknown): Generator<Fault> {
  for (const issue of error.issues) yield* listFaults(issue, value, []);
}

/** One by one: an object can have a million members that it must not have. `at` is where the value stands. */
export function* listFaults(issue: z.core.$ZodIssue, value: unknown, at: readonly PropertyKey[]): Generator<Fault> {
  const path = [...at, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    for (const key of issue.keys)
      yield { pointer: writePointer([...path, key]), code: "unknown_field", detail: "No such field." };
    return;
  }
  const missing = readAt(value, issue.path) === undefined;
  yield { pointer: writePointer(path), code: missing ? "required" : issue.code, detail: issue.message };
}

function readAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, step) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, step) : undefined),
    value,
  );
}
