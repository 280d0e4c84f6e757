import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { ensureChromium } from "./chromium.mjs";
import { runCommand } from "./command.mjs";
import { countPlaywright, countVitest } from "./counts.mjs";

const check = (...command) => ({ run: () => runCommand(command) });
const house = (name) => check("tsx", "checks/house/check-house.ts", name);

/**
 * In the order they start in. `after` waits for a step whatever it says; `needs` is not run when that step failed.
 * `alone` takes the whole machine: timings in a browser mean nothing beside a build.
 */
const steps = {
  generate: check("node", "checks/run/generate.mjs"),
  // Both `next typegen` and `next build` write .next/types, which the linter reads too, so they take turns.
  types: { run: checkTypes, needs: ["generate"] },
  build: { ...check("node", "bin/build.mjs"), needs: ["generate"], after: ["types", "lint"] },
  format: check("oxfmt", "--check"),
  lint: { ...check("oxlint"), needs: ["generate"], after: ["types"] },
  boundaries: house("boundaries"),
  ceilings: house("ceilings"),
  strictness: house("strictness"),
  unused: { ...check("knip"), needs: ["generate"] },
  drift: { ...check("tsx", "checks/drift/check-drift.ts"), needs: ["generate"] },
  unit: { ...vitest("unit"), needs: ["generate"] },
  database: { ...vitest("database"), needs: ["generate"] },
  plane: { ...vitest("plane"), needs: ["generate"] },
  // Timings of whole processes: beside others they mean nothing.
  start: { ...vitest("start"), needs: ["build"], alone: true },
  chromium: { run: ensureChromium },
  browser: { ...playwright("browser"), needs: ["build", "chromium"], alone: true },
  long: { ...playwright("long"), needs: ["build", "chromium"], alone: true },
};

const groups = {
  check: ["generate", "types", "format", "lint", "boundaries", "ceilings", "strictness", "unused", "drift"],
  long: ["generate", "build", "chromium", "long"],
};
const everything = Object.keys(steps).filter((name) => name !== "long");

/** Without names everything but the long tests; a name stands for a group or one step, with what that step needs. */
export function chooseSteps(names) {
  const chosen = new Set(names.length === 0 ? everything : names.flatMap((name) => groups[name] ?? withNeeds(name)));
  return Object.entries(steps)
    .filter(([name]) => chosen.has(name))
    .map(([name, step]) => ({ name, needs: [], after: [], ...step }));
}

function withNeeds(name) {
  return steps[name] ? [...(steps[name].needs ?? []).flatMap(withNeeds), name] : [];
}

async function checkTypes() {
  // Types left by `next dev` name pages that may be gone.
  rmSync(".next/dev/types", { recursive: true, force: true });
  const generated = await runCommand(["next", "typegen"]);
  return generated.code === 0 ? runCommand(["tsc", "--noEmit"]) : generated;
}

function vitest(project) {
  const command = ["vitest", "run", "--project", project];
  return {
    run: () => withReport((report) => runCommand(command, { VITEST_JSON_OUTPUT_FILE: report }), countVitest),
  };
}

function playwright(project) {
  const command = ["playwright", "test", `--project=${project}`, "--reporter=list,json"];
  return {
    run: () =>
      withReport(async (report) => runCommand(command, { PLAYWRIGHT_JSON_OUTPUT_FILE: report }), countPlaywright),
  };
}

/** Reads the counts from the reporter's own file; a run that wrote none counts as one failure. */
async function withReport(run, count) {
  const folder = mkdtempSync(path.join(tmpdir(), "ambit-report-"));
  const report = path.join(folder, "report.json");
  try {
    const result = await run(report);
    return { ...result, counts: count(readReport(report), result.code, result.output) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readReport(report) {
  try {
    return JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return undefined;
  }
}

process.on("SIGINT", () => process.exit(130));
