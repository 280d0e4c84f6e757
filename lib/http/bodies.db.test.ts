import { describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { readBody } from "@/lib/http/input/read-body";
import { openTestApi, personWith } from "@/lib/http/testing/team-api";

const { db } = await openTestDatabase();
const api = openTestApi(db);
const admin = personWith(["admin"]);
const json = { "content-type": "application/json" };
const post = (raw: RequestInit["body"], headers: Record<string, string> = json) =>
  api.send("POST", "/api/v1/teams", { as: admin, raw: raw ?? null, headers });

async function readFaults(response: Response): Promise<string[]> {
  expect(response.status).toBe(400);
  const { errors } = (await response.json()) as { errors: { pointer: string; code: string }[] };
  return errors.map(({ pointer, code }) => `${pointer} ${code}`);
}

describe("a body", () => {
  it("has all its faults told at once, unknown fields by name", async () => {
    expect(await readFaults(await post('{"slug":"A B","name":"","colour":"red","a/b":1}'))).toEqual([
      "/slug invalid_format",
      "/name too_small",
      "/name invalid_format",
      "/colour unknown_field",
      "/a~1b unknown_field",
    ]);
    expect(await readFaults(await post("{}"))).toEqual(["/slug required", "/name required"]);
    expect(await readFaults(await post("[]"))).toEqual([" invalid_type"]);
    expect(await readFaults(await api.send("POST", "/api/v1/teams", { as: admin }))).toEqual([" required"]);
  });

  it("is strict JSON", async () => {
    expect(await readFaults(await post('{"slug":"one","slug":"two","name":"x"}'))).toEqual(["/slug duplicate_field"]);
    expect(await readFaults(await post('{"__proto__":{"roles":["admin"]},"slug":"a-b","name":"x"}'))).toEqual([
      "/__proto__ unknown_field",
    ]);
    expect(await readFaults(await post('{"slug":"a-b","name":"\\u0000"}'))).toContain("/name invalid_character");
    expect(await readFaults(await post("{"))).toEqual([" not_json"]);
  });

  it("that is not strict JSON in one place is judged in all others too", async () => {
    expect(await readFaults(await post('{"slug":"A","slug":"B","name":"\\u0000","colour":"\\ud800"}'))).toEqual([
      "/slug duplicate_field",
      "/name invalid_character",
      "/colour invalid_character",
    ]);
    expect(await readFaults(await post('{"slug":"A","name":"\\u0000","colour":1}'))).toEqual([
      "/name invalid_character",
      "/slug invalid_format",
      "/colour unknown_field",
    ]);
    expect(await readFaults(await post(`{"slug":${"[".repeat(20_000)}${"]".repeat(20_000)}}`))).toEqual([
      expect.stringMatching(/ too_deep$/),
    ]);
  });

  it("and the headers that go with it have their faults told together", async () => {
    const bad = { ...json, "idempotency-key": "a b" };
    expect(await readFaults(await post('{"slug":"A","name":"x"}', bad))).toEqual([
      "/slug invalid_format",
      " invalid_header",
    ]);
    const rename = (raw: string, headers: Record<string, string>) =>
      api.send("PATCH", `/api/v1/teams/${newId("team")}`, { as: admin, raw, headers: { ...json, ...headers } });
    expect(await readFaults(await rename('{"name":1}', {}))).toEqual(["/name invalid_type", " version_required"]);
    expect(await readFaults(await rename('{"name":1}', { "if-match": "v1" }))).toEqual([
      "/name invalid_type",
      " invalid_header",
    ]);
    expect((await rename('{"name":"x"}', {})).status).toBe(428);
  });
});

describe("the type of a body", () => {
  it.each([
    { "content-type": "text/plain" },
    { "content-type": "application/x-www-form-urlencoded" },
    { "content-type": "multipart/form-data; boundary=x" },
    { "content-type": "application/json; charset=utf-16" },
    { "content-type": "application/json, text/plain" },
    { "content-type": "application/json", "content-encoding": "gzip" },
  ])("is refused as %j", async (headers) => {
    expect((await post('{"slug":"typed-wrong","name":"x"}', headers)).status).toBe(415);
    expect((await api.send("POST", `/api/v1/teams/${newId("team")}/end`, { as: admin, headers })).status).toBe(415);
  });

  it("is taken as JSON in UTF-8, however that is written", async () => {
    expect(
      (await post('{"slug":"typed-right","name":"x"}', { "content-type": 'Application/JSON; charset="UTF-8"' })).status,
    ).toBe(201);
  });

  it("is left out by verbs, and refused there if it says something", async () => {
    const end = (raw: string | null, headers: Record<string, string> = json) =>
      api.send("POST", `/api/v1/teams/${newId("team")}/end`, { as: admin, raw, headers });
    expect((await end(null, {})).status).toBe(204);
    expect((await end("{}")).status).toBe(204);
    expect(await readFaults(await end('{"force":true}'))).toEqual(["/force unknown_field"]);
  });
});

describe("an oversized or slow body", () => {
  const endless = (state: { pulled: number; cancelled: boolean }) =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        state.pulled += 1;
        controller.enqueue(new Uint8Array(1024).fill(0x20));
      },
      cancel() {
        state.cancelled = true;
      },
    });

  it("is refused by what it says", async () => {
    const response = await post("{}", { ...json, "content-length": "65537" });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ type: "urn:ambit:problem:body_too_large", max_bytes: 65_536 });
  });

  it("is refused while it comes, and the rest is not read", async () => {
    const state = { pulled: 0, cancelled: false };
    const response = await post(endless(state));
    expect(response.status).toBe(413);
    expect(state.cancelled).toBe(true);
    expect(state.pulled).toBeLessThan(70);
  });

  it("may have exactly as much as is allowed", async () => {
    const head = '{"slug":"exactly","name":"x"}';
    expect((await post(head.padEnd(65_536))).status).toBe(201);
    expect((await post(head.padEnd(65_537))).status).toBe(413);
  });

  it("is given up on after a while", async () => {
    const drip = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(Uint8Array.of(0x7b)) });
    const init: RequestInit & { duplex: "half" } = { method: "POST", headers: json, body: drip, duplex: "half" };
    await expect(readBody(new Request("https://ambit.test", init), 1024, 50)).rejects.toMatchObject({
      code: "request_timeout",
    });
  });
});
