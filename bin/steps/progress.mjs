// What start-up tells the person who waits: one line a step, its seconds, and a sign of life for long ones.
import { spawn } from "node:child_process";

const heartbeatMs = 15_000;
const endWithParent = new URL("./end-with-parent.mjs", import.meta.url).href;

/** A step that failed: `output` is what the tool said, `remedy` the one line the operator gets. */
export class StepError extends Error {
  constructor(remedy, output = "") {
    super(remedy);
    this.output = output;
  }
}

export async function runStep(title, work) {
  const started = Date.now();
  const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
  const terminal = process.stdout.isTTY;
  process.stdout.write(terminal ? `  ${title} …` : `  ${title} …\n`);
  const timer = setInterval(
    () => process.stdout.write(terminal ? `\r  ${title} … ${seconds()} s` : `  … still at it after ${seconds()} s\n`),
    terminal ? 1000 : heartbeatMs,
  );
  try {
    const result = await work();
    process.stdout.write(terminal ? `\r  ${title}: ${seconds()} s   \n` : `  ${title}: ${seconds()} s\n`);
    return result;
  } catch (error) {
    if (terminal) process.stdout.write("\n");
    throw error;
  } finally {
    clearInterval(timer);
  }
}

let running;

/** Quiet unless it fails. The child is ended with us, whichever way we end. */
export function runTool(command, args, { env = {}, remedy }) {
  return new Promise((resolve, reject) => {
    const preload = command === process.execPath ? ["--import", endWithParent] : [];
    const child = spawn(command, [...preload, ...args], {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    running = child;
    let output = "";
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) => reject(new StepError(remedy, String(error))));
    child.once("close", (code) => {
      running = undefined;
      if (code === 0) resolve(output);
      else reject(new StepError(remedy, output));
    });
  });
}

export function stopTool() {
  running?.kill("SIGTERM");
}
