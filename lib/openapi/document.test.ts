import { describe, expect, it } from "vitest";
import { problems } from "@/lib/core/errors";
import type { Operation } from "@/lib/http/operation";
import { teamOperations } from "@/lib/http/testing/team-operations";
import { buildDocument } from "@/lib/openapi/document";
import { documented } from "@/lib/openapi/route-operations";

type Json = Readonly<Record<string, unknown>>;
const build = (all: Readonly<Record<string, Operation>>): Json =>
  JSON.parse(JSON.stringify(buildDocument(all, { publicUrl: "https://ambit.test", version: "1.2.3" }))) as Json;

/** Every object in the document with its JSON pointer. */
function* walk(value: unknown, path: readonly string[] = []): Generator<[Json, readonly string[]]> {
  if (typeof value !== "object" || value === null) return;
  yield [value as Json, path];
  for (const [key, inner] of Object.entries(value)) yield* walk(inner, [...path, key]);
}

function readAt(document: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
}

const document = build(teamOperations);
const paths = document["paths"] as Record<string, Record<string, Json>>;
const at = (path: string, method: string): Json => paths[path]?.[method] ?? {};
const refs = (operation: Json) =>
  (operation["parameters"] as Json[]).flatMap(({ $ref }) => (typeof $ref === "string" ? [$ref.split("/").at(-1)] : []));
const statuses = (operation: Json) => Object.keys(operation["responses"] as Json);

describe.each([
  ["of the product", build(documented)],
  ["of one operation of each kind", document],
])("the document %s", (_name, whole) => {
  it("says only what it defines", () => {
    const broken = [...walk(whole)].filter(
      ([{ $ref }]) => typeof $ref === "string" && readAt(whole, $ref.slice(1)) === undefined,
    );
    expect(broken).toEqual([]);
  });

  it("has every operation once, with words, tag and answers", () => {
    const ids = Object.values(whole["paths"] as Record<string, Record<string, Json>>).flatMap((path) =>
      Object.values(path),
    );
    expect(new Set(ids.map((operation) => operation["operationId"])).size).toBe(ids.length);
    for (const operation of ids)
      expect(operation).toMatchObject({ summary: expect.stringMatching(/\w/) as unknown, tags: [expect.any(String)] });
  });

  it("explains every problem there is", () => {
    const { description } = whole["info"] as { description: string };
    for (const code of Object.keys(problems)) expect(description).toContain(`| \`${code}\` |`);
  });
});

describe("an operation", () => {
  it("asks for what its flags ask for", () => {
    expect(refs(at("/api/v1/teams", "get"))).toEqual(["Format", "RequestId"]);
    expect(refs(at("/api/v1/teams/{id}", "get"))).toEqual(["IfNoneMatch", "RequestId"]);
    expect(refs(at("/api/v1/teams", "post"))).toEqual(["IdempotencyKey", "RequestId"]);
    expect(refs(at("/api/v1/teams/{id}", "patch"))).toEqual(["IfMatch", "RequestId"]);
  });

  it("answers what its flags can lead to", () => {
    expect(statuses(at("/api/v1/teams", "post"))).toEqual([
      "201",
      "400",
      "401",
      "403",
      "408",
      "409",
      "410",
      "413",
      "415",
      "422",
      "500",
      "503",
    ]);
    expect(statuses(at("/api/v1/teams/{id}", "patch"))).toEqual([
      "200",
      "400",
      "401",
      "403",
      "404",
      "408",
      "412",
      "413",
      "415",
      "428",
      "500",
      "503",
    ]);
    expect(statuses(at("/api/v1/test-sign-in", "post"))).toContain("429");
  });

  it("answers with the headers that lead on", () => {
    const headersOf = (operation: Json, status: string) =>
      Object.keys((operation["responses"] as Record<string, { headers: object }>)[status]?.headers ?? {});
    expect(headersOf(at("/api/v1/teams", "post"), "201")).toEqual(["X-Request-Id", "ETag", "Location"]);
    expect(headersOf(at("/api/v1/teams/{id}", "get"), "304")).toEqual(["X-Request-Id", "ETag"]);
    expect(headersOf(at("/api/v1/test-sign-in", "post"), "200")).toEqual(["X-Request-Id"]);
  });

  it("that a route of its own or the plane answers is described too", () => {
    const all = build(documented)["paths"] as Record<string, Record<string, Json>>;
    for (const path of ["/api/v1/events", "/api/openapi.json", "/api/docs"]) expect(all[path]).toHaveProperty("get");
    expect(statuses(all["/metrics"]?.["get"] ?? {})).toEqual(["200", "401"]);
    expect(statuses(all["/api/v1/people/{id}"]?.["get"] ?? {})).toContain("304");
  });

  it("says who may", () => {
    expect(at("/api/v1/test-sign-in", "post")).toMatchObject({ security: [] });
    expect(at("/api/v1/teams", "post")).toMatchObject({
      security: [{ session: [] }],
      "x-ambit-permission": "teams.create",
    });
    expect(at("/api/v1/teams/{id}/end", "post")).toMatchObject({ "x-ambit-person": true });
  });

  it("lets answers grow and requests not", () => {
    const create = at("/api/v1/teams", "post");
    const read = (...keys: string[]) =>
      keys.reduce<unknown>((value, key) => (value as Json | undefined)?.[key], create);
    const sent = read("requestBody", "content", "application/json", "schema");
    const answered = read("responses", "201", "content", "application/json", "schema");
    expect(sent).toMatchObject({ additionalProperties: false, required: ["slug", "name"] });
    expect(answered).toMatchObject({ type: "object" });
    expect(answered).not.toHaveProperty("additionalProperties");
  });
});
