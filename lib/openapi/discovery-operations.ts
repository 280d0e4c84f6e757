import * as z from "zod/mini";
import { defineOperation } from "@/lib/http/operation";

const jwk = z.looseObject({ kty: z.string(), kid: z.string(), use: z.literal("sig"), ambit_for: z.string() });

/** What a process says about itself to machines. The enforcement plane answers these in every role. */
export const discoveryOperations = {
  getHealth: defineOperation({
    id: "getHealth",
    method: "GET",
    path: "/healthz",
    summary: "Whether the process lives",
    tag: "Discovery and health",
    access: { kind: "public" },
    output: z.object({ status: z.literal("alive") }),
    status: 200,
    plane: true,
    example: { output: { status: "alive" } },
  }),
  getReadiness: defineOperation({
    id: "getReadiness",
    method: "GET",
    path: "/readyz",
    summary: "Whether this process can do the work of its role; 503 names what is missing",
    tag: "Discovery and health",
    access: { kind: "public" },
    output: z.object({
      status: z.literal("ready"),
      role: z.enum(["all", "console", "enforcement", "worker"]),
      degraded: z.array(z.string()),
    }),
    status: 200,
    problems: ["unavailable"],
    plane: true,
    example: { output: { status: "ready", role: "all", degraded: ["database"] } },
  }),
  getMetrics: defineOperation({
    id: "getMetrics",
    method: "GET",
    path: "/metrics",
    summary:
      "Figures in the text format of Prometheus; only on the address AMBIT_METRICS_LISTEN or with a token of scope metrics:read",
    tag: "Discovery and health",
    access: { kind: "public" },
    produces: "text/plain",
    status: 200,
    problems: ["unauthenticated"],
    plane: true,
    example: { output: "# HELP process_cpu_seconds_total Total user and system CPU time spent in seconds.\n" },
  }),
  getKeyHistory: defineOperation({
    id: "getKeyHistory",
    method: "GET",
    path: "/.well-known/ambit-keys",
    summary:
      "All signing keys ever, signed by a policy key; a later key counts only when a key already trusted names it here",
    tag: "Discovery and health",
    access: { kind: "public" },
    produces: "application/jwt",
    status: 200,
    problems: ["unavailable"],
    plane: true,
    example: { output: "eyJhbGciOiJFZERTQSIsInR5cCI6ImFtYml0LWtleXMrand0In0.eyJrZXlzIjpbXX0.c2lnbmF0dXJl" },
  }),
  getJwks: defineOperation({
    id: "getJwks",
    method: "GET",
    path: "/.well-known/jwks.json",
    summary: "The public halves of the signing keys, each with its one purpose",
    tag: "Discovery and health",
    access: { kind: "public" },
    output: z.object({ keys: z.array(jwk) }),
    produces: "application/jwk-set+json",
    status: 200,
    problems: ["unavailable"],
    plane: true,
    example: {
      output: {
        keys: [
          {
            kty: "OKP",
            crv: "Ed25519",
            x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
            kid: "audit-2026-11",
            use: "sig",
            alg: "EdDSA",
            ambit_for: "audit",
          },
        ],
      },
    },
  }),
};
