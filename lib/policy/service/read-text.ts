import "server-only";
import { AppError, type Fault } from "@/lib/core/errors";
import { PolicyDocument, type PolicyFault, PolicyLines, readPolicyDocument } from "@/lib/policy/schema";

export type ReadPolicy = { readonly document: PolicyDocument; readonly lines: PolicyLines };

/** The policy in the text, or every fault with its line: a text that is no policy is not kept. */
export function readPolicy(text: string, areGuardrails = false): ReadPolicy {
  const reading = readPolicyDocument(text, areGuardrails);
  if (!reading.ok) throw refuse(reading.faults);
  const { document, lines } = reading;
  return { document, lines };
}

/** The policy of a draft: what its text was found to say when it was written. */
export function readStored({ document, lines }: { document: unknown; lines: unknown }): ReadPolicy {
  return { document: PolicyDocument.parse(document), lines: PolicyLines.parse(lines) };
}

const maxFaults = 100;

function refuse(faults: readonly PolicyFault[]): AppError {
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
