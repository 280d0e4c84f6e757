import { countSecondTries } from "./second-tries.mjs";

/** Test counts of a vitest JSON report; what passed on its second try is told by what the run printed. */
export function countVitest(report, code, output = "") {
  return settle(
    {
      passed: report?.numPassedTests ?? 0,
      failed: report?.numFailedTests ?? 0,
      skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
      flaky: countSecondTries(output),
    },
    code,
  );
}

/** Test counts of a Playwright JSON report. A test that passed on its second try passed, and the report names it flaky. */
export function countPlaywright(report, code) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  return settle({ passed: expected + flaky, failed: unexpected, skipped, flaky }, code);
}

/** A run that failed outside its tests, or ran none, is a failure too. */
function settle(counts, code) {
  const broken = (code !== 0 && counts.failed === 0) || counts.passed + counts.failed === 0;
  return broken ? { ...counts, failed: counts.failed + 1 } : counts;
}

/** Sums the closing lines of several runs, for `.ci/run`. */
export function sumOutcomes(outcomes) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const outcome of outcomes) for (const key of Object.keys(total)) total[key] += outcome[key];
  return total;
}
