/**
 * Runs steps as early as what they wait for allows, at most `slots` at a time, and tells `settle` about each.
 * A step that needs a failed one is not run and counts as failed.
 */
export async function runSteps(steps, slots, settle) {
  const waiting = [...steps];
  const running = new Map();
  const outcomes = new Map();
  const names = new Set(steps.map((step) => step.name));
  const isReady = (step) => [...step.needs, ...step.after].every((name) => !names.has(name) || outcomes.has(name));

  const start = (step) => {
    const broken = step.needs.find((name) => outcomes.get(name)?.failed > 0);
    const outcome = broken === undefined ? runStep(step) : Promise.resolve(refuse(step, broken));
    running.set(
      step,
      outcome.then((settled) => ({ step, settled })),
    );
  };

  while (waiting.length > 0 || running.size > 0) {
    for (const step of waiting.slice()) {
      const occupied = [...running.keys()].some((other) => other.alone) || (step.alone && running.size > 0);
      if (occupied || running.size >= slots || !isReady(step)) continue;
      waiting.splice(waiting.indexOf(step), 1);
      start(step);
    }
    if (running.size === 0)
      throw new Error(`Steps wait for each other: ${waiting.map((step) => step.name).join(", ")}`);
    const { step, settled } = await Promise.race(running.values());
    running.delete(step);
    outcomes.set(step.name, settled);
    settle(settled);
  }
}

async function runStep(step) {
  const started = Date.now();
  const { code, output, counts } = await step.run();
  const one = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  return { name: step.name, milliseconds: Date.now() - started, output, ...(counts ?? one) };
}

function refuse(step, broken) {
  return {
    name: step.name,
    milliseconds: 0,
    passed: 0,
    failed: 1,
    skipped: 0,
    output: "",
    reason: `not run: ${broken} failed`,
  };
}
