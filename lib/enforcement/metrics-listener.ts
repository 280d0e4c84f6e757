import { createServer } from "node:http";
import { configureHttpServer, httpServerOptions } from "@/lib/enforcement/http-server";
import { send, sendProblem } from "@/lib/enforcement/respond";
import { chooseRequestId } from "@/lib/http/request-id";
import { getMetrics } from "@/lib/telemetry/metrics";

/** Figures for Prometheus on an address of their own, which the operator keeps to the inside. Nothing else answers there. */
export async function startMetricsListener(address: {
  host: string;
  port: number;
}): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = createServer(httpServerOptions, (req, res) => {
    const requestId = chooseRequestId(req.headers["x-request-id"]);
    res.setHeader("X-Request-Id", requestId);
    const exchange = { req, res, requestId };
    if (req.url !== "/metrics")
      return sendProblem(exchange, { code: "not_found", detail: "Only /metrics answers here." });
    if (req.method !== "GET" && req.method !== "HEAD") {
      return sendProblem(exchange, {
        code: "method_not_allowed",
        detail: "This path answers GET, HEAD.",
        headers: { Allow: "GET, HEAD" },
      });
    }
    const { registry } = getMetrics();
    void registry
      .metrics()
      .then((text) => send(exchange, 200, registry.contentType, text, { "Cache-Control": "no-store" }));
    return undefined;
  });
  configureHttpServer(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(address.port, address.host, resolve);
  });
  const bound = server.address();
  return {
    port: typeof bound === "object" && bound ? bound.port : address.port,
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}
