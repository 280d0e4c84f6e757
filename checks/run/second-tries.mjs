const MARK = "passed on its second try: ";

/** A reporter of vitest: names each test that needed more than one try, which its other reporters keep to themselves. */
export class SecondTries {
  onTestCaseResult(testCase) {
    if (testCase.diagnostic()?.flaky) console.log(`${MARK}${testCase.fullName}`);
  }
}

export function countSecondTries(output) {
  return output.split("\n").filter((line) => line.startsWith(MARK)).length;
}
