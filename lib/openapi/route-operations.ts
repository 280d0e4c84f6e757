import * as z from "zod/mini";
import { defineOperation } from "@/lib/http/operation";
import { operations } from "@/lib/openapi/operations";

/** What a route of its own answers, since its answer is no JSON resource: in the documents, not in the dispatcher. */
const routeOperations = {
  streamEvents: defineOperation({
    id: "streamEvents",
    method: "GET",
    path: "/api/v1/events",
    summary:
      "What changes, as it happens, for a signed-in browser: events `ready`, `reset`, `change` ({changes: [{topic, id}]}), `beat` and `close` ({reason}). A hint: what counts is what is read then. Last-Event-ID goes on where the last stream ended",
    tag: "Live events",
    access: { kind: "signed_in" },
    personOnly: true,
    query: z.object({ after: z.optional(z.string()) }),
    produces: "text/event-stream",
    status: 200,
    example: { output: 'event: change\ndata: {"changes":[{"topic":"people","id":null}]}\n\n' },
  }),
  getOpenApi: defineOperation({
    id: "getOpenApi",
    method: "GET",
    path: "/api/openapi.json",
    summary: "This document",
    tag: "Discovery and health",
    access: { kind: "public" },
    output: z.looseObject({ openapi: z.string() }),
    status: 200,
    example: { output: { openapi: "3.1.0" } },
  }),
  getApiDocs: defineOperation({
    id: "getApiDocs",
    method: "GET",
    path: "/api/docs",
    summary: "The same for people",
    tag: "Discovery and health",
    access: { kind: "public" },
    produces: "text/html",
    status: 200,
    example: {},
  }),
};

/** Everything that is described to callers. */
export const documented = { ...operations, ...routeOperations };
