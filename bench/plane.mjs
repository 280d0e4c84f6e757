// How much the plane costs over bare node:http, side by side in one run: absolute numbers wander, the ratio holds.
// node bench/plane.mjs [seconds per measurement]
import { rmSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

const rounds = 3;
const connections = 32;

if (isMainThread) await compare(Number(process.argv[2] ?? 2));
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
else parentPort.postMessage(await applyLoad(workerData));

async function compare(seconds) {
  const targets = [
    { name: "bare", port: await startBare(), url: "/" },
    ...["/healthz", "/.well-known/jwks.json"].map((url) => ({ name: url, port: 0, url })),
  ];
  const planePort = await startPlane();
  for (const target of targets) target.port ||= planePort;
  const sums = new Map(targets.map(({ name }) => [name, 0]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, port, url } of targets) sums.set(name, sums.get(name) + (await measure({ port, url, seconds })));
  }
  for (const [name, sum] of sums) {
    const ratio = (sum / sums.get("bare")).toFixed(2);
    console.log(`${name.padEnd(24)} ${String(Math.round(sum / rounds)).padStart(7)} /s   ${ratio} of bare`);
  }
  process.exit(0);
}

/** The load comes from a thread of its own, so that what is measured is the server's. */
function measure(load) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: load });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

/** Each connection asks again as soon as it was answered, until the time is over. All answers to one question are equally long. */
async function applyLoad({ port, url, seconds }) {
  const question = `GET ${url} HTTP/1.1\r\nHost: bench\r\n\r\n`;
  const length = await new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(question));
    socket.once("data", (chunk) => {
      if (!chunk.toString("latin1").startsWith("HTTP/1.1 200 ")) throw new Error(chunk.toString("latin1"));
      resolve(chunk.length);
      socket.destroy();
    });
  });
  const end = performance.now() + seconds * 1000;
  let answered = 0;
  const ask = () =>
    new Promise((resolve) => {
      let missing = length;
      const socket = connect(port, "127.0.0.1", () => socket.write(question));
      socket.on("close", resolve);
      socket.on("data", (chunk) => {
        missing -= chunk.length;
        if (missing > 0) return;
        missing += length;
        answered++;
        if (performance.now() < end) socket.write(question);
        else socket.destroy();
      });
    });
  await Promise.all(Array.from({ length: connections }, ask));
  return answered / seconds;
}

function startBare() {
  return listen(
    createServer((_req, res) => {
      res.writeHead(200, { "Content-Type": "application/json", "Content-Length": 18 });
      res.end('{"status":"alive"}');
    }),
  );
}

/** The plane as the product bundles it, with keys in memory and nothing behind it. */
async function startPlane() {
  const { build } = await import("esbuild");
  const outfile = path.resolve("node_modules/.bench-plane.mjs");
  const contents = `
    export { createPlane } from "@/lib/enforcement/server";
    export { createPlaneState } from "@/lib/enforcement/state";
    export { configureHttpServer, httpServerOptions } from "@/lib/enforcement/http-server";`;
  await build({
    stdin: { contents, resolveDir: process.cwd(), loader: "ts" },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  const { createPlane, createPlaneState, configureHttpServer, httpServerOptions } = await import(
    pathToFileURL(outfile).href
  );
  rmSync(outfile);
  const state = createPlaneState();
  const key = {
    kty: "OKP",
    crv: "Ed25519",
    x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
    kid: "k",
    use: "sig",
    ambit_for: "policy",
  };
  state.setKeys({ jwks: JSON.stringify({ keys: Array.from({ length: 6 }, () => key) }), keyHistory: "" });
  const address = { publicUrl: "http://localhost:3000", trustedProxies: [] };
  const { handle } = createPlane({ role: "enforcement", state, address });
  const server = createServer(httpServerOptions, (req, res) => void handle(req, res));
  configureHttpServer(server);
  return listen(server);
}

function listen(server) {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server.address().port));
  });
}
