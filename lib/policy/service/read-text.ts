import "server-only";
import { AppError, type Fault } from "@/lib/core/errors";
import { checkDocument, type PolicyText, readPolicyText } from "@/lib/policy/rules";
import { PolicyDocument, PolicyLines } from "@/lib/policy/schema";

const maxFaults = 100;

export type ReadPolicy = { readonly document: PolicyDocument; readonly lines: PolicyLines };

/** The policy in the text, or every fault with its line: a text that is no policy is not kept. */
export function readPolicy(text: string): ReadPolicy {
  const outcome = readPolicyText(text);
  if (!outcome.ok) {
    throw refuse(outcome.faults.map((fault) => ({ code: "not_yaml", ...fault })));
  }
  const { read } = outcome;
  const parsed = PolicyDocument.safeParse(read.value);
  if (!parsed.success)
    throw refuse(parsed.error.issues.slice(0, maxFaults).flatMap((issue) => describeIssue(issue, read)));
  const faults = checkDocument(parsed.data);
  if (faults.length > 0) {
    throw refuse(
      faults
        .slice(0, maxFaults)
        .map(({ pointer, code, detail, start }) => ({ code, detail, ...read.locate(pointer, start) })),
    );
  }
  return { document: parsed.data, lines: readLines(parsed.data, read) };
}

/** Kept with the text, so that no later look has to read it again: a policy of a mebibyte takes a second or more. */
function readLines(document: PolicyDocument, { locate }: PolicyText): PolicyLines {
  const linesOf = (part: keyof PolicyLines): number[] => document[part].map((_, at) => locate(`/${part}/${at}`).line);
  return { intents: linesOf("intents"), rules: linesOf("rules"), tests: linesOf("tests") };
}

/** The policy of a draft: what its text was found to say when it was written. */
export function readStored({ document, lines }: { document: unknown; lines: unknown }): ReadPolicy {
  return { document: PolicyDocument.parse(document), lines: PolicyLines.parse(lines) };
}

type Issue = {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
};

/** An unknown member is told where it stands, not where it is missing from. */
function describeIssue({ code, path, message, keys }: Issue, read: PolicyText): LineFault[] {
  const paths = keys ? keys.slice(0, maxFaults).map((key) => [...path, key]) : [path];
  return paths.map((at) => ({
    code: keys ? "unknown_field" : code,
    detail: keys ? `There is no ${String(at.at(-1))} here.` : `${at.map(String).join(".")}: ${message}`,
    ...read.locate(at.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")),
  }));
}

type LineFault = { code: string; detail: string; line: number; column: number };

function refuse(faults: readonly LineFault[]): AppError {
  const [first] = faults;
  const more = faults.length > 1 ? ` ${faults.length} places in all.` : "";
  const detail = first ? `Line ${first.line}, column ${first.column}: ${first.detail}${more}` : "This is no policy.";
  const shown = faults.slice(0, maxFaults).map(({ code, line, column, detail: what }): Fault => ({
    pointer: "/text",
    code,
    detail: `Line ${line}, column ${column}: ${what}`,
  }));
  return new AppError("invalid_input", detail, { faults: shown });
}
