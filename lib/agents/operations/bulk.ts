import { BulkChange, BulkResult } from "@/lib/agents/schema";
import { defineOperation } from "@/lib/http/operation";
import { mateo, params } from "./examples";

export const bulkOperations = {
  changeAgents: defineOperation({
    id: "changeAgents",
    method: "POST",
    path: "/api/v1/agents/bulk",
    summary: "Do one thing to up to 200 agents, each for itself; `dry_run` says what would happen",
    tag: "Agents",
    access: { kind: "permission", action: "agents.read" },
    body: BulkChange,
    output: BulkResult,
    status: 200,
    personOnly: true,
    audits: [
      "agent.owner_asked",
      "agent.owner_accepted",
      "agent.updated",
      "agent.submitted",
      "agent.suspended",
      "agent.retired",
    ],
    example: {
      body: { verb: "ask_owner", slugs: [params.slug, "invoice-matcher"], part: "deputy", person: mateo.id },
      output: {
        data: [
          { slug: params.slug, outcome: "done", detail: null },
          { slug: "invoice-matcher", outcome: "failed", detail: "There is no agent invoice-matcher." },
        ],
      },
    },
  }),
};
