/**
 * What a key costs in the editor: a policy of 40 rules and 20 tests is read, judged, tested, and one call is tried, each
 * time with another letter in it. Beside it, in the same run, only reading the text with the YAML library.
 * Run: node --import tsx bench/preview.ts
 */
import { loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { parseDocument } from "yaml";
import { findIssues, previewEnvironment, runTests, tellTrial, tryCall, type World } from "@/lib/policy/rules";
import { readPolicyDocument } from "@/lib/policy/schema";

const rule = (at: number): string => `  - id: rule-${at}
    effect: ${at % 4 === 0 ? "prohibit" : "approve"}
    actions: [service${at % 9}.op${at}]
    when: args.amount <= ${at}.0 && args.currency in ["EUR", "USD"]
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: Rule ${at} says so. # and a comment
`;
const test = (at: number): string => `  - name: Case ${at}
    action: service${at % 9}.op${at}
    args: { amount: 1, currency: EUR }
    expect: ${at % 4 === 0 ? "deny" : "allow"}
`;
const upTo = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
const text = `require_intent: false\nrules:\n${upTo(40, rule).join("")}tests:\n${upTo(20, (at) => test(at + 1)).join("")}`;
const world: World = {
  slug: "agent",
  kind: undefined,
  tier: "foundation",
  environment: "production",
  guardrails: { version: 0, rules: [] },
  systems: {},
};

function preview(written: string): void {
  const reading = readPolicyDocument(written);
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults[0]));
  findIssues(reading.document, []);
  const now = new Date();
  if (runTests(reading.document, world, now).some(({ passed }) => !passed)) throw new Error("A test fails.");
  const call = { action: "service3.op3", args: { amount: 2, currency: "EUR" } };
  tellTrial(tryCall(previewEnvironment(reading.document, world, [call.action]), "agent", call, now), () => null);
}

function time(work: (written: string) => void): { median: number; p95: number } {
  const taken = upTo(120, (at) => {
    const written = text.replace("Rule 7 says so", `Rule 7 says so ${at}`);
    const began = performance.now();
    work(written);
    return performance.now() - began;
  });
  const warm = taken.slice(20).toSorted((one, other) => one - other);
  return { median: warm[50] ?? 0, p95: warm[95] ?? 0 };
}

const tell = ({ median, p95 }: { median: number; p95: number }): string =>
  `median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`;
const [yaml, ours] = [time((written) => void parseDocument(written)), time(preview)];
console.log(`${text.length} characters, 40 rules, 20 tests; load ${loadavg()[0]?.toFixed(1)}`);
console.log(`reading the YAML alone: ${tell(yaml)}`);
console.log(`the whole preview:      ${tell(ours)}, ${(ours.median / yaml.median).toFixed(2)} times`);
