import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { ensureChromium } from "./chromium.mjs";
import { countPlaywright, countVitest } from "./counts.mjs";
import { runSteps } from "./scheduler.mjs";
import { chooseSteps } from "./steps.mjs";

describe("counts", () => {
  test("a green vitest report counts its tests", () => {
    const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0 };
    expect(countVitest(report, 0)).toEqual({ passed: 3, failed: 0, skipped: 1, flaky: 0 });
  });
  test("a file that did not load is a failure although no test failed", () => {
    expect(countVitest({ numPassedTests: 3, numFailedTests: 0 }, 1)).toMatchObject({ failed: 1 });
  });
  test("no report, or a report without a test, is a failure", () => {
    expect(countVitest(undefined, 0)).toMatchObject({ failed: 1 });
    expect(countPlaywright({ stats: { expected: 0, skipped: 4 } }, 0)).toMatchObject({ failed: 1 });
  });
  test("a test that passed on its second try passed, and is told apart", () => {
    expect(countPlaywright({ stats: { expected: 2, unexpected: 1, flaky: 1, skipped: 0 } }, 1)).toMatchObject({
      passed: 3,
      failed: 1,
      flaky: 1,
    });
    const report = { numPassedTests: 3, numFailedTests: 0 };
    expect(countVitest(report, 0, " ✓ one\npassed on its second try: two > three\n")).toMatchObject({ flaky: 1 });
  });
});

type Outcome = { name: string; passed: number; failed: number; reason?: string };

async function run(steps: Record<string, { code?: number; needs?: string[]; after?: string[]; alone?: boolean }>) {
  const events: string[] = [];
  const outcomes: Outcome[] = [];
  const made = Object.entries(steps).map(([name, { code = 0, ...step }]) => ({
    name,
    needs: [],
    after: [],
    alone: false,
    ...step,
    run: async () => {
      events.push(`+${name}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      events.push(`-${name}`);
      return { code, output: "" };
    },
  }));
  await runSteps(made, 2, (outcome: Outcome) => outcomes.push(outcome));
  return { events, outcomes };
}

describe("scheduler", () => {
  test("at most two at once, in order", async () => {
    const { events } = await run({ a: {}, b: {}, c: {} });
    expect(events.slice(0, 2)).toEqual(["+a", "+b"]);
    expect(events.indexOf("+c")).toBeGreaterThan(events.indexOf("-a"));
  });
  test("what needs a failed step is not run and counts as failed", async () => {
    const { events, outcomes } = await run({ build: { code: 1 }, browser: { needs: ["build"] } });
    expect(events).not.toContain("+browser");
    expect(outcomes[1]).toMatchObject({ name: "browser", failed: 1, reason: "not run: build failed" });
  });
  test("what only comes after a failed step is run", async () => {
    const { events } = await run({ types: { code: 1 }, build: { after: ["types"] } });
    expect(events).toEqual(["+types", "-types", "+build", "-build"]);
  });
  test("a step that wants to be alone is", async () => {
    const { events } = await run({ a: {}, browser: { alone: true }, b: {} });
    const start = events.indexOf("+browser");
    expect(events[start + 1]).toBe("-browser");
  });
});

test("without a name everything runs but the long tests; a name brings what it needs", () => {
  const names = chooseSteps([]).map((step) => step.name);
  expect(names).toEqual(
    expect.arrayContaining(["format", "lint", "types", "drift", "unit", "database", "plane", "browser"]),
  );
  expect(names).not.toContain("long");
  expect(chooseSteps(["browser"]).map((step) => step.name)).toEqual(["generate", "build", "chromium", "browser"]);
  expect(chooseSteps(["nonsense"])).toEqual([]);
});

test("a browser that is not where the setting says is named", async () => {
  const before = process.env["AMBIT_CHROMIUM"];
  onTestFinished(() => {
    if (before === undefined) delete process.env["AMBIT_CHROMIUM"];
    else process.env["AMBIT_CHROMIUM"] = before;
  });
  process.env["AMBIT_CHROMIUM"] = "/nowhere/chromium";
  expect(await ensureChromium()).toEqual({
    code: 1,
    output: "AMBIT_CHROMIUM names /nowhere/chromium, and no such file exists.\n",
  });
});

/** Runs .ci/run from another folder, without input, with an `npm` that says and ends as told. */
function runContinuousIntegration(parts: {
  test: [output: string, code: number];
  long: [output: string, code: number];
}) {
  const bin = mkdtempSync(path.join(tmpdir(), "ambit-npm-"));
  onTestFinished(() => rmSync(bin, { recursive: true }));
  const say = ([output, code]: [string, number]) => `printf '%s\\n' '${output}'; exit ${code}`;
  const script = `#!/usr/bin/env bash\ncase "$*" in *test:long) ${say(parts.long)};; *) ${say(parts.test)};; esac\n`;
  writeFileSync(path.join(bin, "npm"), script);
  chmodSync(path.join(bin, "npm"), 0o755);
  const env = { ...process.env, CI: "true", PATH: `${bin}:${process.env["PATH"] ?? ""}` };
  const { stdout, status } = spawnSync(path.resolve(".ci/run"), { cwd: tmpdir(), env, encoding: "utf8" });
  return { last: stdout.trimEnd().split("\n").at(-1), status };
}

describe(".ci/run", () => {
  test("sums both parts", () => {
    const result = runContinuousIntegration({
      test: ["10 passed, 0 failed, 2 skipped", 0],
      long: ["3 passed, 0 failed", 0],
    });
    expect(result).toEqual({ last: "13 passed, 0 failed, 2 skipped", status: 0 });
  });
  test("runs the long part although the first failed", () => {
    const result = runContinuousIntegration({ test: ["10 passed, 2 failed", 1], long: ["3 passed, 0 failed", 0] });
    expect(result).toEqual({ last: "13 passed, 2 failed", status: 1 });
  });
  test("a part without a closing line, or with a bad end, failed", () => {
    expect(runContinuousIntegration({ test: ["crash", 1], long: ["3 passed, 0 failed", 0] }).last).toBe(
      "3 passed, 1 failed",
    );
    expect(runContinuousIntegration({ test: ["1 passed, 0 failed", 0], long: ["3 passed, 0 failed", 1] })).toEqual({
      last: "4 passed, 1 failed",
      status: 1,
    });
  });
});
