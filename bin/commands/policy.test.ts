import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { UsageError } from "@/bin/commands/command";
import { policy } from "@/bin/commands/policy";
import { policyTemplate } from "@/lib/policy/rules";

const folder = mkdtempSync(path.join(tmpdir(), "ambit-policy-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(text: string, ...more: string[]): Promise<{ code: number; value: unknown; words: string }> {
  writeFileSync(path.join(folder, "policy.yaml"), text);
  const printed: { value?: unknown; words?: string } = {};
  const code = await policy.run({
    files: ["test", "policy.yaml", ...more],
    options: {},
    json: false,
    url: "",
    calledFrom: folder,
    print: (value, words) => Object.assign(printed, { value, words }),
  });
  return { code, value: printed.value, words: printed.words ?? "" };
}

test("a policy whose tests pass is 0, and what it leaves open is told", async () => {
  const { code, value, words } = await run(policyTemplate("endpoint_coding"));
  expect(code).toBe(0);
  expect(value).toMatchObject({ ok: true, tests: [{ passed: true }, { passed: true }] });
  expect(words).toMatch(/3 rules, 2 tests passed, 0 failed, 1 findings$/);
});

test("the policy in the documents is one, and its test passes", async () => {
  const page = readFileSync("docs/policies.md", "utf8");
  const [, text = ""] = /```yaml\n(.*?)```/s.exec(page) ?? [];
  const { code, words } = await run(text);
  expect(words).toMatch(/2 rules, 1 tests passed, 0 failed, 0 findings$/);
  expect(code).toBe(0);
});

test("a test that fails is 1, with its line", async () => {
  const { code, words } = await run(policyTemplate("custom").replace("expect: allow", "expect: ask"));
  expect(code).toBe(1);
  expect(words).toMatch(/FAILED {2}line \d+ {2}Reading is allowed: Expected ask; it is allow, approved, read\./);
});

test("every fault is told with line and column", async () => {
  const { code, value } = await run(
    "rules:\n  - id: A\n    effect: approve\n    actions: ['a.**.b']\n    boundary: hard\n    because: x\n",
  );
  expect(code).toBe(1);
  expect(value).toMatchObject({ ok: false, faults: [expect.stringMatching(/^Line 2, column 9: rules\.0\.id: /)] });
});

test("what a file is called inside writes nothing to the terminal", async () => {
  const { words } = await run('tests:\n  - {name: "\\e[2Jgone", action: a.b, expect: deny}\n');
  expect(words).toContain("\\u{1b}[2Jgone");
});

async function diff(before: string, after: string, options: Record<string, string> = {}) {
  writeFileSync(path.join(folder, "before.yaml"), before);
  writeFileSync(path.join(folder, "after.yaml"), after);
  const printed: { value?: unknown; words?: string } = {};
  const code = await policy.run({
    files: ["diff", "before.yaml", "after.yaml"],
    options,
    json: false,
    url: "",
    calledFrom: folder,
    print: (value, words) => Object.assign(printed, { value, words }),
  });
  return { code, value: printed.value, words: printed.words ?? "" };
}

describe("a difference", () => {
  const [wider, before] = [policyTemplate("custom"), policyTemplate("custom").replace("risk: medium", "risk: high")];

  test("that is none, or only tightens, is 0", async () => {
    expect(await diff(before, `# Other words.\n${before}`)).toMatchObject({ code: 0, words: "No difference." });
    const { code, words, value } = await diff(wider, before);
    expect(code).toBe(0);
    expect(value).toMatchObject({ ok: true, isLoosening: false, tightens: [{ code: "risk" }] });
    expect(words).toMatch(/^~ rule .*\n {4}risk: medium -> high\ntightens .*\nTightens\.$/);
  });

  test("that loosens is 1, with why and a call that shows it", async () => {
    const free = `${before.split("rules:")[0]}rules:\n  - {id: all, effect: approve, actions: ["*"], boundary: hard, because: x}\n`;
    const { code, words, value } = await diff(before, free);
    expect(code).toBe(1);
    expect(value).toMatchObject({ ok: false, isLoosening: true });
    expect(words).toMatch(/\+ rule all\n/);
    expect(words).toMatch(
      /LOOSENS {2}all: More is approved\. \(approve\)\n {9}service\.write \{\} in a session of main-task: ask -> allow\n/,
    );
    expect(words).toMatch(/Loosens: a second person must look at it\.$/);
  });

  test("of guardrails holds for agents that approve anything", async () => {
    const limit = "rules:\n  - {id: no, effect: prohibit, actions: [mail.send], boundary: hard, because: x}\n";
    const { code, words } = await diff(limit, "rules: []\n", { guardrails: "" });
    expect(code).toBe(1);
    expect(words).toMatch(/mail\.send \{\}: deny -> allow/);
  });

  test("with a file that is no policy is 1, and the file is named", async () => {
    const { code, words } = await diff(before, "rules: [");
    expect(code).toBe(1);
    expect(words).toMatch(/^after\.yaml: Line 1, /);
  });

  test("of one file is wrong usage", async () => {
    const call = { options: {}, json: false, url: "", calledFrom: folder, print: () => {} };
    await expect(policy.run({ ...call, files: ["diff", "before.yaml"] })).rejects.toBeInstanceOf(UsageError);
    await expect(policy.run({ ...call, files: ["test", "a.yaml", "b.yaml"] })).rejects.toBeInstanceOf(UsageError);
  });
});

test("another verb is wrong usage, and a file that is not there is named", async () => {
  const call = { options: {}, json: false, url: "", calledFrom: folder, print: () => {} };
  await expect(policy.run({ ...call, files: ["plan", "policy.yaml"] })).rejects.toBeInstanceOf(UsageError);
  await expect(policy.run({ ...call, files: ["test", "none.yaml"] })).rejects.toThrow(/There is no file/);
  writeFileSync(path.join(folder, "latin.yaml"), Buffer.from("rules: [] # caf\xe9", "latin1"));
  await expect(policy.run({ ...call, files: ["test", "latin.yaml"] })).rejects.toThrow(/is not UTF-8/);
});
