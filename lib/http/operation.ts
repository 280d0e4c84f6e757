import type * as z from "zod/mini";
import type { Action } from "@/lib/access/permissions";
import type { EventType } from "@/lib/audit/catalogue";
import type { ProblemCode } from "@/lib/core/errors";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Schema = z.ZodMiniType;

/**
 * Who may call: anybody, anybody signed in (the service looks closer), or holders of a permission.
 * `target` names the path parameters that a relation (self, lead) is judged by; without it a relation is the service's to judge.
 */
export type Access =
  | { kind: "public" }
  | { kind: "signed_in" }
  | { kind: "permission"; action: Action; target?: { personId?: string; teamId?: string } };

/** How faults are written. Management paths answer `problem`; paths of a standard answer in that standard's way. */
export type ErrorStyle = "problem" | "oauth" | "authzen" | "arap";

export type RateLimit = { per: "person" | "address"; limit: number; windowSeconds: number };

/** One operation: the route, OpenAPI, the browser client and the walking test all read it from here. */
export type Operation = {
  id: string;
  method: Method;
  /** With `{name}` for parameters, each named in `params`. */
  path: `/${string}`;
  summary: string;
  tag: string;
  access: Access;
  params?: Schema;
  query?: Schema;
  body?: Schema;
  /** Absent: 204, no body. */
  output?: Schema;
  /** Where the answer is not `application/json`: its media type. In Next without `output`; the handler returns a `Download`. */
  produces?: string;
  status: 200 | 201 | 202 | 204;
  /** `read` sends an ETag made from the resource's `version`; `write` demands If-Match too. */
  versioned?: "read" | "write";
  /** A creating POST that honours Idempotency-Key. The output has an `id`: the subject of the first event in `audits`, or that event. */
  idempotent?: true;
  /** A list that can also be had whole, as a file: `?format=csv` or `Accept: text/csv`. */
  csv?: { filename: string; access: Access };
  /** Needs a person's own browser session: no machine token decides for a person. */
  personOnly?: true;
  /** Needs a proof of identity at most this old. */
  recentMinutes?: number;
  rateLimits?: readonly RateLimit[];
  maxBodyBytes?: number;
  errors?: ErrorStyle;
  /** Answered by the enforcement plane, never by Next. */
  plane?: true;
  audits?: readonly EventType[];
  /** Problems of its own; those that follow from the fields above need not be named. */
  problems?: readonly ProblemCode[];
  example: { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown; output?: unknown };
};

export function defineOperation<const O extends Operation>(operation: O): O {
  return operation;
}

type Of<O extends Operation, K extends "params" | "query" | "body" | "output"> = O[K] extends Schema
  ? z.output<O[K]>
  : undefined;

/** What a handler is given. `version` is the row version that If-Match named; 0 where the operation has none. */
export type Input<O extends Operation> = {
  params: Of<O, "params">;
  query: Of<O, "query">;
  body: Of<O, "body">;
  version: number;
};
export type Output<O extends Operation> = Of<O, "output">;

type Sent<O extends Operation, K extends "params" | "query" | "body"> = O[K] extends Schema ? z.input<O[K]> : undefined;
type Filled<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] };

/** What a caller sends: every part the operation has, `version` where it demands If-Match. A query may be left out whole. */
export type CallInput<O extends Operation> = Filled<{ params: Sent<O, "params">; body: Sent<O, "body"> }> &
  (O["query"] extends Schema ? { query?: z.input<O["query"]> } : unknown) &
  (O extends { versioned: "write" } ? { version: number } : unknown);
