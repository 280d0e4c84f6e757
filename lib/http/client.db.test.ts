import { hashKey, hydrate } from "@tanstack/react-query";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Viewer } from "@/lib/core/viewer";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { ApiError, apiEvents, buildUrl, callOperation } from "@/lib/http/client";
import { openPrefetch } from "@/lib/http/prefetch";
import { createQueryClient, mutationFor, queryFor, queryKeyFor } from "@/lib/http/query";
import { openTestApi, personWith } from "@/lib/http/testing/team-api";
import { teamOperations as operations } from "@/lib/http/testing/team-operations";
import { newId } from "@/lib/core/ids";

const { db } = await openTestDatabase();
const api = openTestApi(db);
const admin = personWith(["admin"]);
let viewer: Viewer = admin;
let sent: { url: string; init: RequestInit }[] = [];
let heard: string[] = [];

/** The network between client and wrapper: paths instead of addresses, as in a browser. */
vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
  sent.push({ url, init });
  return api.send(init.method ?? "GET", url, {
    as: viewer,
    headers: init.headers as Record<string, string>,
    raw: init.body ?? null,
  });
});
for (const type of ["session-ended", "offline", "online"])
  apiEvents.addEventListener(type, (event) => heard.push(event.type));
afterAll(() => vi.unstubAllGlobals());
beforeEach(() => {
  viewer = admin;
  sent = [];
  heard = [];
});

async function fail(call: Promise<unknown>): Promise<ApiError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ApiError) return error;
  throw new Error("The call did not fail as it should.");
}

describe("callOperation", () => {
  it("creates, changes and reads through the API", async () => {
    const made = await callOperation(operations.create, { body: { slug: "client", name: "Client" } });
    const renamed = await callOperation(operations.rename, {
      params: { id: made.id },
      body: { name: "Renamed" },
      version: made.version,
    });
    expect(await callOperation(operations.read, { params: { id: made.id } })).toEqual({
      ...renamed,
      name: "Renamed",
      version: 2,
    });
    expect(await callOperation(operations.end, { params: { id: made.id } })).toBeUndefined();
    expect(heard.every((event) => event === "online")).toBe(true);
  });

  it("carries one intention out once", async () => {
    const body = { slug: "intent", name: "Intent" };
    const idempotencyKey = crypto.randomUUID();
    const first = await callOperation(operations.create, { body }, { idempotencyKey });
    expect((await callOperation(operations.create, { body }, { idempotencyKey })).id).toBe(first.id);
    expect((await fail(callOperation(operations.create, { body }))).code).toBe("conflict");
  });

  it("throws the problem with its faults and its request id", async () => {
    const error = await fail(callOperation(operations.create, { body: { slug: "A", name: "" } }));
    expect(error).toMatchObject({
      code: "invalid_input",
      status: 400,
      requestId: expect.stringMatching(/^req_/) as unknown,
    });
    expect(error.faults.map(({ pointer }) => pointer)).toContain("/slug");
    viewer = personWith(["member"]);
    expect((await fail(callOperation(operations.create, { body: { slug: "b-b", name: "B" } }))).members).toMatchObject({
      needs_roles: ["admin"],
    });
  });

  it("says when the session has ended", async () => {
    viewer = { kind: "anonymous" };
    expect((await fail(callOperation(operations.list, {}))).code).toBe("unauthenticated");
    expect(heard).toEqual(["online", "session-ended"]);
  });

  it("says when nothing answers, but not when the caller gave up", async () => {
    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("fetch failed")));
    expect(await fail(callOperation(operations.list, {}))).toMatchObject({ code: "unavailable", status: 0 });
    expect(heard).toEqual(["offline"]);
    const gaveUp = callOperation(operations.list, {}, { signal: AbortSignal.abort() });
    await expect(gaveUp).rejects.toThrow("fetch failed");
    expect(heard).toEqual(["offline"]);
    vi.stubGlobal(
      "fetch",
      async () => new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "content-type": "text/html" } }),
    );
    expect(await fail(callOperation(operations.list, {}))).toMatchObject({
      code: "internal",
      status: 502,
      requestId: null,
    });
    vi.unstubAllGlobals();
  });
});

describe("buildUrl", () => {
  it("escapes what it puts into the path and repeats lists", () => {
    const query = { slug: ["a b", "c&d"], cursor: undefined, limit: 5 };
    expect(buildUrl(operations.list, { query })).toBe("/api/v1/teams?slug=a+b&slug=c%26d&limit=5");
    expect(buildUrl(operations.read, { params: { id: "../people" } })).toBe("/api/v1/teams/..%2Fpeople");
  });
});

describe("queries", () => {
  it("have one key for one input", () => {
    expect(queryKeyFor(operations.list)).toEqual(["list"]);
    const hashes = [{ limit: 5, cursor: undefined }, { limit: 5 }].map((query) =>
      hashKey(queryKeyFor(operations.list, { query })),
    );
    expect(hashes[0]).toBe(hashes[1]);
    expect(mutationFor(operations.create).mutationKey).toEqual(["create"]);
  });

  it("find in the browser what the server has prefetched, without asking", async () => {
    const id = newId("team");
    const input = { params: { id } };
    const prefetch = openPrefetch();
    const team = { id, slug: "served", name: "Served", version: 1, abilities: [], secret: "not in the schema" };
    await prefetch.read(operations.read, input, async ({ params }) => ({ ...team, id: params.id }));
    const browser = createQueryClient();
    hydrate(browser, JSON.parse(JSON.stringify(prefetch.dehydrate())));
    expect(await browser.fetchQuery(queryFor(operations.read, input))).toEqual({
      id,
      slug: "served",
      name: "Served",
      version: 1,
      abilities: [],
    });
    expect(sent).toEqual([]);
  });

  it("refuse on the server what HTTP would refuse", async () => {
    const read = openPrefetch().read(operations.list, { query: { limit: 0 } }, async () => ({
      data: [],
      next_cursor: null,
    }));
    await expect(read).rejects.toMatchObject({
      code: "invalid_input",
      faults: [{ pointer: "/limit", code: "too_small" }],
    });
  });

  it("give the service the defaults that HTTP would give it", async () => {
    const seen: unknown[] = [];
    await openPrefetch().read(operations.list, {}, async ({ query }) => {
      seen.push(query);
      return { data: [], next_cursor: null };
    });
    expect(seen).toEqual([{ limit: 50 }]);
  });
});
