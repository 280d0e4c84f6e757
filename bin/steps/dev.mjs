// `npm run dev`: esbuild watches what the server loads and restarts it; Next reloads app/ and components/ itself.
import { spawn } from "node:child_process";
import { bundleOptions } from "./build.mjs";

export async function runDev() {
  let child;
  let turn = Promise.resolve();
  const stop = () =>
    new Promise((resolve) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once("exit", resolve);
      child.kill("SIGTERM");
    });
  const start = () => {
    child = spawn(process.execPath, ["--enable-source-maps", ".ambit/server.mjs"], {
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    });
  };
  const restart = {
    name: "restart",
    // One after the other, or two servers would fight for the port.
    setup: (build) =>
      build.onEnd((result) => (result.errors.length === 0 ? void (turn = turn.then(stop).then(start)) : undefined)),
  };
  const { context } = await import("esbuild");
  const watched = await context({ ...bundleOptions, logLevel: "warning", plugins: [restart] });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void stop().then(() => process.exit(0)));
  await watched.watch();
}
