import { afterEach, beforeEach, expect, test } from "vitest";
import { log } from "@/lib/telemetry/log";
import { getMetrics } from "@/lib/telemetry/metrics";
import { beginRequest, endRequest, noteRequest } from "@/lib/telemetry/requests";

const lines: string[] = [];
const write = process.stdout.write.bind(process.stdout);

beforeEach(() => {
  lines.length = 0;
  log.level = "info";
  process.stdout.write = (text: string | Uint8Array) => lines.push(String(text)) > 0;
});
afterEach(() => {
  process.stdout.write = write;
});

const entries = () => lines.map((line): unknown => JSON.parse(line));

test("one line per request, at its end, with what was noted on the way", () => {
  beginRequest("req_1", "GET", "/api/v1/people");
  noteRequest("req_1", { operation: "listPeople" });
  noteRequest("req_1", { viewerId: "per_1" });
  expect(lines).toEqual([]);
  endRequest("req_1", 200);
  endRequest("req_1", 200);
  expect(entries()).toEqual([
    expect.objectContaining({
      level: "info",
      request_id: "req_1",
      operation: "listPeople",
      viewer: "per_1",
      method: "GET",
      path: "/api/v1/people",
      status: 200,
    }),
  ]);
});

test("what healthy callers ask all day is counted, not logged, until it fails", async () => {
  beginRequest("req_2", "GET", "/readyz");
  noteRequest("req_2", { operation: "getReadiness" });
  endRequest("req_2", 200);
  expect(lines).toEqual([]);
  beginRequest("req_3", "GET", "/readyz");
  noteRequest("req_3", { operation: "getReadiness" });
  endRequest("req_3", 503);
  expect(entries()).toMatchObject([{ level: "info", status: 503 }]);
  const text = await getMetrics().registry.metrics();
  expect(text).toContain('ambit_http_requests_total{operation="getReadiness",method="GET",status="200"} 1');
  expect(text).toContain('ambit_http_requests_total{operation="getReadiness",method="GET",status="503"} 1');
});

test("a failure of ours is an error with its stack, once", () => {
  beginRequest("req_4", "POST", "/api/v1/teams");
  noteRequest("req_4", { operation: "createTeam", error: new Error("broken") });
  endRequest("req_4", 500);
  expect(entries()).toEqual([
    expect.objectContaining({ level: "error", err: expect.objectContaining({ message: "broken" }) }),
  ]);
});

test("outside a server an error is logged when it is noted", () => {
  noteRequest("req_5", { error: new Error("broken") });
  expect(entries()).toEqual([expect.objectContaining({ level: "error", request_id: "req_5" })]);
});
