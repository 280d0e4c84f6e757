import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseIJson } from "@/lib/core/i-json";
import { compileEnvironment, decide, digestAction, reasons, settleAsk } from "@/lib/policy/rules";
import {
  readyCase,
  type CaseExpectation,
  type CaseFile,
  type DecisionCase,
  type ReadyCase,
} from "@/lib/policy/rules/decision/cases";
import { caseFileSchema } from "@/lib/policy/testing/case-schema";

const folder = fileURLToPath(new URL(".", import.meta.url));
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => ({ name, text: readFileSync(`${folder}${name}`, "utf8") }));

function parseFile(text: string): CaseFile {
  const file: CaseFile = JSON.parse(text);
  // What was parsed is used as it is: a schema's copy could lose a member named __proto__.
  caseFileSchema.parse(file);
  return file;
}

type Answer = Required<Omit<CaseExpectation, "rule">> & { readonly rule: string | undefined };

function answerCase({ snapshot, call, sent, sessionId }: ReadyCase, one: DecisionCase): Answer {
  const decision = decide(compileEnvironment(snapshot), call);
  const digest = digestAction(sent, snapshot.agents[call.agent]?.binds ?? [], sessionId);
  const settled = settleAsk(decision, {
    agent: call.agent,
    environment: snapshot.env,
    epoch: snapshot.epoch,
    digest,
    now: call.now,
    refused: one.refused_by_person === true,
    approval: one.approval && { id: one.approval.id, grant: one.approval.genuine ? one.approval.grant : undefined },
  });
  // Only the one who keeps the approvals knows that it was used; it looks when nothing else stands against it.
  const isUsed = settled.reason === "approved_by_person" && one.approval?.used === true;
  const rules = decision.rules.map(({ name }) => name);
  return {
    ...(isUsed ? { outcome: "deny", reason: "approval_used" } : { outcome: settled.outcome, reason: settled.reason }),
    rule: decision.rule,
    rules,
    digest,
    cost: decision.cost,
  };
}

function expectedOf({ expect: expected }: DecisionCase, answer: Answer): Answer {
  return {
    outcome: expected.outcome,
    reason: expected.reason,
    rule: expected.rule,
    rules: expected.rules ?? [],
    digest: expected.digest ?? answer.digest,
    cost: expected.cost ?? answer.cost,
  };
}

describe("the shared decision cases", () => {
  for (const { name, text } of files) {
    const file = parseFile(text);
    describe(`${name}: ${file.topic}`, () => {
      it.each(file.cases.map((one) => [one.name, one] as const))("%s", (_, one) => {
        const answer = answerCase(readyCase(file, one), one);
        expect({ why: one.why, ...answer }).toEqual({ why: one.why, ...expectedOf(one, answer) });
      });
    });
  }

  const cases = files.flatMap(({ text }) => parseFile(text).cases);

  it("are at least 200, and each has a name of its own", () => {
    expect(cases.length).toBeGreaterThanOrEqual(200);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it("show every reason there is", () => {
    expect([...new Set(cases.map((one) => one.expect.reason))].toSorted()).toEqual(Object.keys(reasons).toSorted());
  });

  it("can be sent: nothing in them is refused before a decision", () => {
    const refused = files.flatMap(({ text }) => {
      const file = parseFile(text);
      return file.cases.filter((one) => {
        const bytes = new TextEncoder().encode(JSON.stringify(readyCase(file, one).sent));
        return bytes.length > 1_048_576 || !parseIJson(bytes, { maxDepth: 64 }).ok;
      });
    });
    expect(refused.map(({ name }) => name)).toEqual([]);
  });

  it("name their agent where they change it", () => {
    for (const { text } of files) {
      const file = parseFile(text);
      for (const one of file.cases.filter(({ agent }) => agent)) {
        expect(Object.keys(readyCase(file, one).snapshot.agents)).toContain(one.evaluation.subject.id);
      }
    }
  });

  it("hold no member that nobody reads", () => {
    const [first] = files;
    const file = parseFile(first?.text ?? "");
    const [one] = file.cases;
    expect(() => parseFile(JSON.stringify({ ...file, more: 1 }))).toThrow("more");
    expect(() => parseFile(JSON.stringify({ ...file, cases: [{ ...one, sesion: "ended" }] }))).toThrow("sesion");
    expect(() =>
      parseFile(JSON.stringify({ ...file, cases: [{ ...one, expect: { ...one?.expect, rulez: [] } }] })),
    ).toThrow("rulez");
    expect(() => parseFile(JSON.stringify({ ...file, cases: [{ ...one, now: "noon" }] }))).toThrow("now");
  });
});
