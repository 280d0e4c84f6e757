import { defineOperation } from "@/lib/http/operation";
import { rowLimits } from "@/lib/imports/rules";
import {
  CardAddress,
  FetchedCard,
  Import,
  ImportParams,
  ImportRowPage,
  ListRowsQuery,
  NewImport,
  RunImport,
} from "@/lib/imports/schema";

const tag = "Imports";
const access = { kind: "permission", action: "agents.import" } as const;
const params = { id: "imp_01KAKZ3F5R8W1E7T4Y6V2B9N0P" };
const none = { created: 0, updated: 0, unchanged: 0, failed: 0, skipped: 0 };
const checked = {
  id: params.id,
  version: 1,
  created_at: "2026-11-21T09:41:07.482Z",
  created_by: { id: "per_01KAKZ3F5R8W1E7T4Y6V2B9N0P", name: "Dana Whitfield" },
  state: "checked",
  reason: null,
  total: 2,
  done: 0,
  started_at: null,
  finished_at: null,
  plans: { create: 1, update: 1, unchanged: 0, error: 0 },
  results: none,
  abilities: ["run"],
} as const;

export const importOperations = {
  createImport: defineOperation({
    id: "createImport",
    method: "POST",
    path: "/api/v1/imports",
    summary:
      "Judge each row against what is there and keep the plan; nothing is changed yet. At most 10,000 rows in 10 MiB",
    tag,
    access,
    body: NewImport,
    output: Import,
    status: 201,
    idempotent: true,
    personOnly: true,
    maxBodyBytes: rowLimits.bodyBytes,
    rateLimits: [{ per: "person", limit: 60, windowSeconds: 600 }],
    audits: ["import.created"],
    example: {
      body: {
        sources: [{ path: ".mcp.json", kind: "mcp_servers", fingerprint: "sha-256:0f1e2d3c4b5a" }],
        environment: "sandbox",
        rows: [
          {
            key: "claude-code:checkout",
            name: "checkout",
            kind: "endpoint_coding",
            tools: [{ name: "Bash(npm test)", effect: "approve", origin: ".claude/settings.json:4" }],
            servers: [
              {
                name: "jira",
                transport: "stdio",
                command: "npx -y jira-mcp@2.4.1",
                variables: [{ name: "JIRA_TOKEN", fingerprint: "sha-256:9a8b7c6d5e4f" }],
                origin: ".mcp.json:3",
              },
            ],
            origins: [".claude/settings.json", ".mcp.json"],
          },
          { slug: "refund-agent", name: "Refund agent", purpose: "Refunds small amounts" },
        ],
      },
      output: checked,
    },
  }),
  getImport: defineOperation({
    id: "getImport",
    method: "GET",
    path: "/api/v1/imports/{id}",
    summary: "How far an import is, and what its rows would do or did",
    tag,
    access,
    params: ImportParams,
    output: Import,
    status: 200,
    problems: ["not_found"],
    example: { params, output: checked },
  }),
  listImportRows: defineOperation({
    id: "listImportRows",
    method: "GET",
    path: "/api/v1/imports/{id}/rows",
    summary: "The rows of an import in their order, field by field; as CSV with the reason beside each",
    tag,
    access,
    params: ImportParams,
    query: ListRowsQuery,
    output: ImportRowPage,
    status: 200,
    csv: { filename: "import-rows", access },
    problems: ["not_found"],
    example: {
      params,
      query: { plan: ["update"], limit: 50 },
      output: {
        data: [
          {
            number: 2,
            name: "Refund agent",
            plan: "update",
            result: null,
            agent: { slug: "refund-agent", name: "Refund agent", state: "draft" },
            changes: [{ field: "purpose", before: null, after: "Refunds small amounts" }],
            faults: [],
            notes: [],
          },
        ],
        next_cursor: null,
      },
    },
  }),
  runImport: defineOperation({
    id: "runImport",
    method: "POST",
    path: "/api/v1/imports/{id}/run",
    summary: "Carry the plan out in the background, one import at a time; each row is whole or not at all",
    tag,
    access,
    params: ImportParams,
    body: RunImport,
    output: Import,
    status: 202,
    personOnly: true,
    maxBodyBytes: 256 * 1024,
    audits: ["import.started", "import.finished"],
    problems: ["not_found", "conflict"],
    example: {
      params,
      body: {},
      output: { ...checked, version: 2, state: "running", started_at: "2026-11-21T09:42:00.000Z", abilities: [] },
    },
  }),
  fetchAgentCard: defineOperation({
    id: "fetchAgentCard",
    method: "POST",
    path: "/api/v1/imports/fetch-card",
    summary: "Read an agent card from a public https address: no redirects, 5 seconds, 64 KiB",
    tag,
    access,
    body: CardAddress,
    output: FetchedCard,
    status: 200,
    personOnly: true,
    rateLimits: [{ per: "person", limit: 20, windowSeconds: 60 }],
    example: {
      body: { url: "https://agents.example.org/.well-known/agent-card.json" },
      output: { url: "https://agents.example.org/.well-known/agent-card.json", text: '{"name":"Refund agent"}' },
    },
  }),
};
