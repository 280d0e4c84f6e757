import { createRequire } from "node:module";
import { servePlane } from "@/lib/enforcement/testing/plane-server";
import { startTracing } from "@/lib/telemetry/tracing";

/** One request to the plane in a process of its own, with tracing if an address is given; then what was loaded. */
const [, , endpoint = ""] = process.argv;
const tracing = endpoint === "" ? undefined : await startTracing({ endpoint, role: "worker" });
const server = await servePlane("worker");
const headers = {
  traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  "x-request-id": "traced-request",
};
await fetch(`${server.url}/nothing?token=s3cr3t`, { headers });
await fetch(`${server.url}/healthz`, { headers });
await server.close();
await tracing?.stop();
// prom-client loads the API package, which does nothing by itself; what works is in the others.
const loaded = Object.keys(createRequire(import.meta.url).cache).filter((path) =>
  /@opentelemetry\/(?!api\/)/.test(path),
);
process.stdout.write(`loaded ${loaded.length}\n`);
