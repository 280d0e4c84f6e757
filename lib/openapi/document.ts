import "server-only";
import { problems } from "@/lib/core/errors";
import { findReader } from "@/lib/http/answer/location";
import type { Operation } from "@/lib/http/operation";
import { sharedComponents } from "@/lib/openapi/components";
import { writeInputSchema, writeOutputSchema } from "@/lib/openapi/json-schema";
import { listProblems } from "@/lib/openapi/problems-of";

type Json = Record<string, unknown>;
type All = Readonly<Record<string, Operation>>;

/** OpenAPI 3.1 of everything there is, made from the same object that routes, client and tests read. */
export function buildDocument(operations: All, about: { publicUrl: string; version: string }): Json {
  const list = Object.values(operations);
  const paths: Record<string, Json> = {};
  for (const operation of list)
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describeOperation(operation, operations),
    };
  return {
    openapi: "3.1.0",
    info: {
      title: "Ambit",
      version: about.version,
      summary: "The contract that machines see",
      description: `${conventions}\n\n${describeProblems()}`,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: about.publicUrl }],
    tags: [...new Set(list.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: sharedComponents,
  };
}

const conventions = [
  "JSON in snake_case, instants as RFC 3339 in UTC with milliseconds. Unknown fields and query keys are refused.",
  "Faults are problem documents (RFC 9457); bad input lists all its faults in `errors`. Every response carries `X-Request-Id`.",
  "Lists take `limit` and `cursor` and answer `data` and `next_cursor`; filters may be repeated.",
  "A change of a resource's fields needs `If-Match` with the ETag that was read. A creating POST may carry `Idempotency-Key`, which those that list it honour; elsewhere it says nothing, since a repeat there is refused or does no harm.",
  "201 names where the thing made can be read in `Location`, where it can be read by itself, and its `ETag`, where it has a version.",
].join("\n");

function describeProblems(): string {
  const rows = Object.entries(problems).map(([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`);
  return ["| problem | status | meaning |", "|---|---|---|", ...rows].join("\n");
}

function describeOperation(operation: Operation, operations: All): Json {
  return {
    operationId: operation.id,
    summary: operation.summary,
    tags: [operation.tag],
    security: operation.access.kind === "public" ? [] : [{ session: [] }],
    ...(operation.access.kind === "permission" ? { "x-ambit-permission": operation.access.action } : {}),
    ...(operation.personOnly ? { "x-ambit-person": true } : {}),
    ...(operation.recentMinutes === undefined ? {} : { "x-ambit-recent-minutes": operation.recentMinutes }),
    ...(operation.audits ? { "x-ambit-audits": operation.audits } : {}),
    ...(operation.rateLimits ? { "x-ambit-rate-limits": operation.rateLimits } : {}),
    parameters: describeParameters(operation),
    ...(operation.body ? { requestBody: describeBody(operation, operation.body) } : {}),
    responses: {
      [operation.status]: describeAnswer(operation, operations),
      ...(operation.versioned === "read" ? { 304: describeUnchanged() } : {}),
      ...describeFaults(operation),
    },
  };
}

type Schema = NonNullable<Operation["body"]>;

function describeBody(operation: Operation, body: Schema): Json {
  const schema = writeInputSchema(body);
  return { required: true, content: { "application/json": { schema, example: operation.example.body } } };
}

function describeParameters(operation: Operation): Json[] {
  const ref = (name: string): Json => ({ $ref: `#/components/parameters/${name}` });
  return [
    ...listParameters("path", operation.params, operation.example.params),
    ...listParameters("query", operation.query, operation.example.query),
    ...(operation.csv ? [ref("Format")] : []),
    ...(operation.versioned === "write" ? [ref("IfMatch")] : []),
    ...(operation.versioned && operation.method === "GET" ? [ref("IfNoneMatch")] : []),
    ...(operation.idempotent ? [ref("IdempotencyKey")] : []),
    ref("RequestId"),
  ];
}

function listParameters(
  place: "path" | "query",
  schema: Schema | undefined,
  example: Readonly<Record<string, unknown>> = {},
): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = writeInputSchema(schema);
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: field,
    ...(name in example ? { example: example[name] } : {}),
  }));
}

function describeUnchanged(): Json {
  const ref = (name: string): Json => ({ $ref: `#/components/headers/${name}` });
  return {
    description: "If-None-Match names the representation as it is.",
    headers: { "X-Request-Id": ref("RequestId"), ETag: ref("ETag") },
  };
}

function describeAnswer(operation: Operation, operations: All): Json {
  const ref = (name: string): Json => ({ $ref: `#/components/headers/${name}` });
  const answersTag = operation.versioned !== undefined || (operation.status === 201 && hasVersion(operation));
  const headers = {
    "X-Request-Id": ref("RequestId"),
    ...(answersTag ? { ETag: ref("ETag") } : {}),
    ...(findReader(operations, operation) ? { Location: ref("Location") } : {}),
  };
  const { example } = operation;
  if (!operation.output && !operation.produces) return { description: "Done; no body.", headers };
  const schema = operation.output ? writeOutputSchema(operation.output) : { type: "string" };
  const type = operation.produces ?? "application/json";
  const main = { [type]: { schema, ...(example.output === undefined ? {} : { example: example.output }) } };
  const csv = operation.csv ? { "text/csv": { schema: { type: "string" } } } : {};
  return { description: operation.summary, headers, content: { ...main, ...csv } };
}

function hasVersion({ output }: Operation): boolean {
  const version = output ? writeOutputSchema(output).properties?.["version"] : undefined;
  return typeof version === "object" && (version.type === "integer" || version.type === "number");
}

/** One response per status; its words name every problem that comes with it. */
function describeFaults(operation: Operation): Json {
  const codes = listProblems(operation);
  const statuses = [...new Set(codes.map((code) => problems[code].status))];
  return Object.fromEntries(
    statuses.map((status) => {
      const ofStatus = codes.filter((code) => problems[code].status === status);
      const answer = {
        description: ofStatus.map((code) => `\`${code}\`: ${problems[code].title}.`).join(" "),
        headers: faultHeaders(status),
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      };
      return [String(status), answer];
    }),
  );
}

function faultHeaders(status: number): Json {
  return {
    "X-Request-Id": { $ref: "#/components/headers/RequestId" },
    ...(status === 429 || status === 503 ? { "Retry-After": { $ref: "#/components/headers/RetryAfter" } } : {}),
    ...(status === 401 ? { "WWW-Authenticate": { $ref: "#/components/headers/WwwAuthenticate" } } : {}),
  };
}
