import {
  type Environment,
  type Explanation,
  type Finding,
  findIssues,
  previewEnvironment,
  runTests,
  tellTrial,
  type TestResult,
  tryCall,
  type World,
} from "@/lib/policy/rules";
import { lineAt, type PolicyDocument, type PolicyReading, type PolicyTrial, type TriedCall } from "@/lib/policy/schema";

/** A text that could be read. */
export type Readable = Extract<PolicyReading, { ok: true }> & { readonly text: string };

export type PlacedFinding = Finding & { readonly line: number };
export type PlacedTest = TestResult & { readonly at: number; readonly line: number };

export function placeFindings({ document, lines }: Readable, world: World, areGuardrails: boolean): PlacedFinding[] {
  const findings = findIssues(document, world.guardrails.rules, areGuardrails);
  return findings.map((finding) => ({ ...finding, line: lineAt(lines, finding.pointer) }));
}

export function placeTests({ document, lines }: Readable, world: World, now: Date): PlacedTest[] {
  return runTests(document, world, now).map((test, at) => ({ ...test, at, line: lineAt(lines, `/tests/${at}`) }));
}

export function openTrial(document: PolicyDocument, world: World, action: string): Environment {
  return previewEnvironment(document, world, [action]);
}

export function tellCall(
  { document, lines }: Readable,
  environment: Environment,
  slug: string,
  call: TriedCall,
  now: Date,
): PolicyTrial {
  const explanation: Explanation = tryCall(environment, slug, call, now);
  return tellTrial(explanation, (name) => {
    const at = document.rules.findIndex(({ id }) => id === name);
    return at < 0 ? null : lineAt(lines, `/rules/${at}`);
  });
}

/** Which of the saved draft's findings only the server can make still hold: their rule asks the same people. */
export function keepServerFindings(
  saved: readonly { code: string; pointer: string; id: string; detail: string }[],
  savedDocument: PolicyDocument | undefined,
  readable: Readable,
): PlacedFinding[] {
  const approversOf = (document: PolicyDocument | undefined, id: string): string | undefined =>
    document?.rules.find((rule) => rule.id === id)?.approvers;
  return saved.flatMap(({ code, id, detail }): PlacedFinding[] => {
    const at = readable.document.rules.findIndex((rule) => rule.id === id);
    if (code !== "nobody_can_approve" || at < 0) return [];
    if (approversOf(savedDocument, id) !== approversOf(readable.document, id)) return [];
    const pointer = `/rules/${at}`;
    return [{ code, pointer, id, detail, line: lineAt(readable.lines, pointer) }];
  });
}
