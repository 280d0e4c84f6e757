// Runs every check and test of the house: `npm test`. Plain JavaScript on Node alone, because it installs what the rest needs.
import { availableParallelism } from "node:os";
import process from "node:process";
import { ensureDependencies } from "./run/dependencies.mjs";
import { describeTotals, printOutcome, printOutput } from "./run/report.mjs";
import { runSteps } from "./run/scheduler.mjs";
import { chooseSteps } from "./run/steps.mjs";

const started = Date.now();
process.chdir(new URL("..", import.meta.url).pathname);

const chosen = chooseSteps(process.argv.slice(2));
if (chosen.length === 0) {
  console.error(`There is no check named ${process.argv.slice(2).join(", ")}.`);
  process.exit(2);
}

const outcomes = [];
const settle = (outcome) => {
  outcomes.push(outcome);
  printOutcome(outcome);
};

const installed = await ensureDependencies();
if (installed) settle(installed);
if (!installed || installed.failed === 0) await runSteps(chosen, Math.min(2, availableParallelism()), settle);

for (const outcome of outcomes.filter(({ failed }) => failed > 0)) printOutput(outcome);
console.log(`\nin ${Math.round((Date.now() - started) / 1000)} s`);
console.log(describeTotals(outcomes));
process.exitCode = outcomes.some(({ failed }) => failed > 0) ? 1 : 0;
