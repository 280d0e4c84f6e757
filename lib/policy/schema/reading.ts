import type * as z from "zod/mini";
import { checkDocument, type PolicyText, readPolicyText } from "@/lib/policy/rules";
import { PolicyDocument, type PolicyLines } from "@/lib/policy/schema/document";

export type PolicyFault = {
  readonly code: string;
  readonly detail: string;
  readonly line: number;
  readonly column: number;
};
export type PolicyReading =
  | {
      readonly ok: true;
      readonly document: PolicyDocument;
      readonly lines: PolicyLines;
      /** Where in the text a value stands, by its pointer. */
      readonly locate: PolicyText["locate"];
    }
  | { readonly ok: false; readonly faults: readonly PolicyFault[] };

const maxFaults = 100;

/** A fault of a value, before it is known where in a text it stands. */
export type ValueFault = {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
  /** Where in the text at the pointer, where the text itself is at fault. */
  readonly start?: number;
  /** The member it is about, where the detail does not say it. */
  readonly member?: string;
};

/** Looked at before each of them is: telling sixty thousand faults takes longer than anybody waits. */
const mostOf: Readonly<Record<string, number>> = { rules: 10_000, intents: 200, tests: 2_000, secret_arguments: 200 };
const mostMembers = 100;

function findTooMany({ value, locate }: PolicyText): PolicyFault | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const members = Object.entries(value);
  if (members.length > mostMembers) {
    return { code: "too_big", detail: `At most ${mostMembers} members stand here.`, ...locate("") };
  }
  for (const [name, list] of members) {
    const most = Object.hasOwn(mostOf, name) ? mostOf[name] : undefined;
    if (most !== undefined && Array.isArray(list) && list.length > most) {
      return { code: "too_big", detail: `${name}: At most ${most} entries.`, ...locate(`/${name}`) };
    }
  }
  return undefined;
}

/** The policy in a text, or every fault with its line: the one reading, for the server, the command line and the editor. */
export function readPolicyDocument(text: string, areGuardrails = false): PolicyReading {
  const outcome = readPolicyText(text);
  if (!outcome.ok) return { ok: false, faults: outcome.faults.map((fault) => ({ code: "not_yaml", ...fault })) };
  const { read } = outcome;
  const many = findTooMany(read);
  if (many) return { ok: false, faults: [many] };
  const checked = checkPolicyValue(read.value, areGuardrails);
  if (checked.ok) return { ...checked, lines: readLines(checked.document, read), locate: read.locate };
  return {
    ok: false,
    faults: checked.faults.map(({ pointer, code, detail, start, member }) => ({
      code,
      detail: member === undefined ? detail : `${member}: ${detail}`,
      ...read.locate(pointer, start),
    })),
  };
}

/** Whether a value is a policy: its shape first, then what no shape can say. */
export function checkPolicyValue(
  value: unknown,
  areGuardrails = false,
): { readonly ok: true; readonly document: PolicyDocument } | { readonly ok: false; readonly faults: ValueFault[] } {
  const parsed = PolicyDocument.safeParse(value);
  if (!parsed.success) {
    const faults = parsed.error.issues.slice(0, maxFaults).flatMap((issue) => describeIssue(issue, value));
    return { ok: false, faults };
  }
  const faults = checkDocument(parsed.data, areGuardrails);
  if (faults.length > 0) return { ok: false, faults: faults.slice(0, maxFaults) };
  return { ok: true, document: parsed.data };
}

/** Kept with the text, so that no later look has to read it again: a policy of a mebibyte takes a second or more. */
function readLines(document: PolicyDocument, { locate }: PolicyText): PolicyLines {
  const linesOf = (part: keyof PolicyLines): number[] => document[part].map((_, at) => locate(`/${part}/${at}`).line);
  return { intents: linesOf("intents"), rules: linesOf("rules"), tests: linesOf("tests") };
}

type Issue = z.core.$ZodIssue;

/** An unknown member is told where it stands, not where it is missing from. */
function describeIssue(issue: Issue, value: unknown): ValueFault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.slice(0, maxFaults).map((key) => ({
      pointer: writePointer([...issue.path, key]),
      code: "unknown_field",
      detail: `There is no ${key} here.`,
    }));
  }
  const missing = valueAt(value, issue.path) === undefined;
  return [
    {
      pointer: writePointer(issue.path),
      code: missing ? "required" : issue.code,
      detail: missing ? "It is missing." : explain(issue),
      member: issue.path.map(String).join("."),
    },
  ];
}

function writePointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, step) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, step) : undefined),
    value,
  );
}

const kinds: Readonly<Record<string, string>> = {
  array: "a list",
  object: "members with values",
  record: "members with values",
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
};

/** The browser sets no words of its own, so what is said of a text does not depend on who reads it. */
function explain(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return `${capital(kinds[issue.expected] ?? issue.expected)} belongs here.`;
    case "invalid_value":
      return `One of ${issue.values.map(String).join(", ")} belongs here.`;
    case "too_small":
      return describeSize("least", issue.origin, issue.minimum);
    case "too_big":
      return describeSize("most", issue.origin, issue.maximum);
    case "invalid_format":
      return issue.format === "datetime"
        ? "An instant like 2026-11-21T08:00:00Z belongs here."
        : "Lower-case letters, digits and dashes, a letter or digit first, at most 63.";
    default:
      return "This value cannot stand here.";
  }
}

function describeSize(bound: "least" | "most", origin: string, size: number | bigint): string {
  if (origin === "string") return size === 1 && bound === "least" ? "It is empty." : `At ${bound} ${size} characters.`;
  if (origin === "array") return `At ${bound} ${size} ${size === 1 ? "entry" : "entries"}.`;
  return `At ${bound} ${size}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
