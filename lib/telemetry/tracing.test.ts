import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { spawnBundled } from "@/lib/core/testing/spawn-bundled";

type Sent = {
  resourceSpans: {
    resource: { attributes: unknown[] };
    scopeSpans: {
      spans: {
        name: string;
        traceId: string;
        parentSpanId: string;
        kind: number;
        attributes: { key: string; value: unknown }[];
      }[];
    }[];
  }[];
};

const received: { path: string | undefined; body: string }[] = [];
const collector = createServer((req, res) => void receive(req, res));

async function receive(req: IncomingMessage, res: ServerResponse): Promise<void> {
  received.push({ path: req.url, body: await text(req) });
  res.setHeader("content-type", "application/json").end("{}");
}

let endpoint = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => void collector.listen(0, "127.0.0.1", resolve));
  const address = collector.address();
  endpoint = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});
beforeEach(() => {
  received.length = 0;
});
afterAll(() => {
  collector.close();
});

async function runTraced(args: string[]): Promise<number> {
  const child = await spawnBundled("lib/telemetry/testing/traced-server.ts", args);
  const output = child.stdout === null ? "" : await text(child.stdout);
  return Number(/loaded (\d+)/.exec(output)?.[1] ?? Number.NaN);
}

test("without the switch nothing of OpenTelemetry is loaded and nothing is sent", async () => {
  expect(await runTraced([])).toBe(0);
  expect(received).toEqual([]);
});

test("with it a collector gets the request as a span of the caller's trace, without the query", async () => {
  expect(await runTraced([`${endpoint}/`])).toBeGreaterThan(10);
  expect(received.map(({ path }) => path)).toEqual(["/v1/traces"]);
  expect(received[0]?.body).not.toContain("s3cr3t");
  const sent = JSON.parse(received[0]?.body ?? "{}") as Sent;
  const spans = sent.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans).flatMap(({ spans: found }) => found);
  expect(spans).toHaveLength(1);
  expect(spans[0]).toMatchObject({
    name: "GET unknown",
    traceId: "0af7651916cd43dd8448eb211c80319c",
    parentSpanId: "b7ad6b7169203331",
    kind: 2,
  });
  expect(spans[0]?.attributes).toContainEqual({ key: "http.response.status_code", value: { intValue: 404 } });
  expect(spans[0]?.attributes).toContainEqual({ key: "ambit.request_id", value: { stringValue: "traced-request" } });
  expect(sent.resourceSpans[0]?.resource.attributes).toContainEqual({
    key: "ambit.role",
    value: { stringValue: "worker" },
  });
}, 20_000);
