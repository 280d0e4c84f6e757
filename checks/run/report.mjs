import { sumOutcomes } from "./counts.mjs";

/** One line per step: what, whether, how long. */
export function printOutcome({ name, milliseconds, passed, failed, skipped, flaky = 0, reason }) {
  const seconds = (milliseconds / 1000).toFixed(1).padStart(6);
  const counts = passed + failed + skipped > 1 ? `  ${describeCounts({ passed, failed, skipped })}` : "";
  console.log(
    `${failed > 0 ? "failed" : "ok    "} ${name.padEnd(11)}${seconds} s${counts}${flaky > 0 ? `  ${flaky} only on the second try` : ""}${reason ? `  ${reason}` : ""}`,
  );
}

export function printOutput({ name, output }) {
  if (output.trim() === "") return;
  console.log(`\n----- ${name} -----\n${output.trimEnd()}`);
}

export function describeTotals(outcomes) {
  return describeCounts(sumOutcomes(outcomes));
}

function describeCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
