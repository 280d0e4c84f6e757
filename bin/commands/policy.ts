import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { type Command, type Invocation, UsageError } from "@/bin/commands/command";
import { tellDifference, tellJudgement } from "@/bin/commands/policy-difference";
import { isAppError } from "@/lib/core/errors";
import { StartError } from "@/lib/core/start-error";
import { environments } from "@/lib/core/environments";
import { diffPolicies, findIssues, judgeChange, runTests, type World } from "@/lib/policy/rules";
import { lineAt, maxPolicyBytes } from "@/lib/policy/schema";
import { readPolicy, type ReadPolicy } from "@/lib/policy/service";
// Says in words what is wrong with a field.
import "@/lib/http/input/faults";

/** Judges files by themselves, with the decision function of the server: no server is needed, and none is asked. */
export const policy: Command = {
  summary: "checks a policy in a file, or says what a change of it lets through (exit 1 where it loosens)",
  usage: "policy test FILE | policy diff BEFORE AFTER [--agent SLUG] [--environment ENV] [--guardrails]",
  files: ["test|diff", "FILE"],
  mostFiles: 3,
  options: {
    agent: "The agent's slug, where conditions read it (default: agent)",
    environment: `${environments.join(", ")} (default: production)`,
  },
  switches: { guardrails: "diff: the files are an environment's guardrails" },
  run: async (invocation) => {
    const { files, options } = invocation;
    const [verb, name = "", other] = files;
    if (verb !== "test" && verb !== "diff") throw new UsageError(`There is no policy ${verb}.`);
    const { environment = "production" } = options;
    if (!environments.some((known) => known === environment)) {
      throw new UsageError(`There is no environment ${environment}.`);
    }
    const named = { slug: options["agent"] ?? "agent", kind: undefined, tier: "foundation", environment };
    const world: World = { ...named, guardrails: { version: 0, rules: [] }, systems: {} };
    if (verb === "diff") {
      if (other === undefined) throw new UsageError("policy diff needs BEFORE AFTER.");
      return diffFiles([name, other], world, invocation);
    }
    if (other !== undefined) throw new UsageError("policy test takes one FILE.");
    return testFile(name, world, invocation);
  },
};

async function testFile(name: string, world: World, { calledFrom, print }: Invocation): Promise<number> {
  const outcome = read(await readText(path.resolve(calledFrom, name)));
  if (!outcome.ok) {
    print({ ok: false, faults: outcome.faults }, outcome.faults.map(showControls).join("\n"));
    return 1;
  }
  const { document, lines } = outcome.policy;
  const tests = runTests(document, world, new Date()).map(({ name: test, passed, detail }, at) => ({
    name: test,
    passed,
    line: lineAt(lines, `/tests/${at}`),
    detail,
  }));
  const findings = findIssues(document, []).map((finding) => ({ ...finding, line: lineAt(lines, finding.pointer) }));
  const failed = tests.filter(({ passed }) => !passed);
  const words = [
    ...tests.map(
      ({ name: test, passed, line, detail }) =>
        `${passed ? "passed" : "FAILED"}  line ${line}  ${test}${passed ? "" : `: ${detail}`}`,
    ),
    ...findings.map(({ code, line, id, detail }) => `finding line ${line}  ${id}: ${detail} (${code})`),
    `${document.rules.length} rules, ${tests.length - failed.length} tests passed, ${failed.length} failed, ${findings.length} findings`,
  ];
  print({ ok: failed.length === 0, tests, findings }, words.map(showControls).join("\n"));
  return failed.length === 0 ? 0 : 1;
}

/** 0 where nothing differs or it only tightens, 1 where it loosens: so that a pipeline stops for a second person. */
async function diffFiles(names: readonly string[], world: World, invocation: Invocation): Promise<number> {
  const { calledFrom, options, print } = invocation;
  const policies: ReadPolicy[] = [];
  for (const name of names) {
    const outcome = read(await readText(path.resolve(calledFrom, name)));
    if (!outcome.ok) {
      const faults = outcome.faults.map((fault) => `${name}: ${fault}`);
      print({ ok: false, faults }, faults.map(showControls).join("\n"));
      return 1;
    }
    policies.push(outcome.policy);
  }
  const [before, after] = policies;
  if (!before || !after) throw new UsageError("policy diff needs BEFORE AFTER.");
  const areGuardrails = options["guardrails"] !== undefined;
  const difference = diffPolicies(before.document, after.document);
  const judgement = judgeChange({ before: before.document, after: after.document, world, areGuardrails });
  const words = [...tellDifference(difference), ...tellJudgement(judgement)];
  print({ ok: !judgement.isLoosening, difference, ...judgement }, words.map(showControls).join("\n"));
  return judgement.isLoosening ? 1 : 0;
}

/** Names come from a file: none of them writes to the terminal but letters. */
function showControls(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
}

async function readText(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new StartError(`There is no file ${file}.`, "Check the name.");
  if (found.size > maxPolicyBytes) throw new StartError(`${file} is larger than 1 MiB.`, "A policy is not.");
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) throw new StartError(`${file} cannot be read.`, "Check who may read it.");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new StartError(`${file} is not UTF-8.`, "Save it as UTF-8.");
  }
}

function read(text: string): { ok: true; policy: ReadPolicy } | { ok: false; faults: string[] } {
  try {
    return { ok: true, policy: readPolicy(text) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { ok: false, faults: error.faults.map(({ detail }) => detail) };
  }
}
