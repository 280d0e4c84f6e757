/** As long as one piece of work may hold the thread that also answers polls. */
const longestMs = 15;

/** Work in steps: whenever it has held the thread for a moment, everything else that waits has its turn. */
export async function workGently<T>(steps: Generator<unknown, T>): Promise<T> {
  let since = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    if (performance.now() - since < longestMs) continue;
    await new Promise<void>((resolve) => setImmediate(resolve));
    since = performance.now();
  }
}

/** The same for a list: each element is a step. */
export function mapGently<T, R>(list: readonly T[], change: (one: T, at: number) => R): Promise<R[]> {
  return workGently(mapInSteps(list, change));
}

function* mapInSteps<T, R>(list: readonly T[], change: (one: T, at: number) => R): Generator<undefined, R[]> {
  const changed: R[] = [];
  for (const [at, one] of list.entries()) {
    changed.push(change(one, at));
    yield undefined;
  }
  return changed;
}
