import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { handlers } from "@/app/api/v1/[...path]/handlers";
import { planeHandlers } from "@/lib/enforcement/handlers";
import { type PlanePath, planePaths } from "@/lib/enforcement/paths";
import type { Operation } from "@/lib/http/operation";
import { buildRoutes } from "@/lib/http/routes";
import { type JsonSchema, writeInputSchema } from "@/lib/openapi/json-schema";
import { operations } from "@/lib/openapi/operations";

const all: readonly (readonly [string, Operation])[] = Object.entries(operations);
const onConsole = all.filter(([, operation]) => !operation.plane);

/** Where browsers send a document of the WebAuthn standard, which may grow: what we do not know in it is dropped. */
const webauthn: Readonly<Record<string, string>> = {
  signInByPasskey: "/response",
  confirmByPasskey: "/response",
  addPasskey: "/response",
};

/** Paths of objects that would let a misspelt field pass. */
function listLooseObjects(schema: JsonSchema | boolean, path = ""): string[] {
  if (typeof schema === "boolean") return [];
  const open = schema.properties && schema.additionalProperties !== false ? [path || "/"] : [];
  const inner = Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    listLooseObjects(field, `${path}/${name}`),
  );
  const items = schema.items && !Array.isArray(schema.items) ? listLooseObjects(schema.items, `${path}/*`) : [];
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((choice) =>
    listLooseObjects(choice, path),
  );
  return [...open, ...inner, ...items, ...choices];
}

it("there are operations, each under its own id, each path and method once", () => {
  expect(all.length).toBeGreaterThan(4);
  expect(all.filter(([key, { id }]) => key !== id)).toEqual([]);
  expect(buildRoutes(operations).length).toBeGreaterThan(4);
});

it("every operation has its handler and every handler its operation", () => {
  expect(Object.keys(handlers).toSorted()).toEqual(onConsole.map(([id]) => id).toSorted());
});

it("what the plane is said to answer, it answers", () => {
  const answered: readonly PlanePath[] = planePaths;
  const unknown = all.filter(([id, { plane, method, path }]) => {
    const served = answered.some(
      (entry) => entry.operation === id && entry.path === path && entry.methods.includes(method),
    );
    return plane && !(served && id in planeHandlers);
  });
  expect(unknown.map(([id]) => id)).toEqual([]);
});

/** What an example has that its schema does not accept, by part. */
function findExampleFaults(operation: Operation): unknown[] {
  const { params, query = {}, body, output } = operation.example;
  const parts = [
    [operation.params, params],
    [operation.query, query],
    [operation.body, body],
    [operation.output, output],
  ] as const;
  return parts.flatMap(([schema, example]) => (schema ? (z.safeParse(schema, example).error?.issues ?? []) : []));
}

/** Flags that promise what the rest of the operation does not hold. */
function findBrokenPromises(operation: Operation): string[] {
  const fields = Object.keys((operation.output && z.toJSONSchema(operation.output, { io: "output" }).properties) ?? {});
  const { method, output, produces } = operation;
  const promises: Readonly<Record<string, boolean>> = {
    "an example has a body exactly when the operation takes one":
      (operation.body === undefined) === (operation.example.body === undefined),
    "a GET takes no body": method !== "GET" || operation.body === undefined,
    "204 is what has no answer": (operation.status === 204) === (output === undefined && produces === undefined),
    "JSON or a file, not both": operation.plane === true || output === undefined || produces === undefined,
    "what is versioned answers its version": operation.versioned === undefined || fields.includes("version"),
    "a GET needs no If-Match": method !== "GET" || operation.versioned !== "write",
    "what is idempotent is a POST": !operation.idempotent || method === "POST",
    "what is idempotent answers an id": !operation.idempotent || fields.includes("id"),
    "what is idempotent names its event": !operation.idempotent || (operation.audits ?? []).length > 0,
    "what is idempotent knows its caller": !operation.idempotent || operation.access.kind !== "public",
    "only a list comes as CSV": !operation.csv || (method === "GET" && fields.includes("data")),
  };
  return Object.entries(promises).flatMap(([promise, kept]) => (kept ? [] : [promise]));
}

describe.each(all)("%s", (_id, operation) => {
  it("has an example that its own schemas accept", () => {
    expect(findExampleFaults(operation)).toEqual([]);
  });

  it("names its path's parameters", () => {
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    const inSchema = operation.params ? Object.keys(writeInputSchema(operation.params).properties ?? {}) : [];
    expect(inSchema.toSorted()).toEqual(inPath.toSorted());
  });

  it("refuses unknown fields at every depth of its body", () => {
    const loose = operation.body ? listLooseObjects(writeInputSchema(operation.body)) : [];
    const foreign = webauthn[operation.id];
    expect(loose.filter((path) => foreign === undefined || !path.startsWith(foreign))).toEqual([]);
  });

  it("keeps the promises its flags make", () => {
    expect(findBrokenPromises(operation)).toEqual([]);
  });
});
