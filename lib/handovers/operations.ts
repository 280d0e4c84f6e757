import {
  Assignment,
  AssignmentResult,
  HandoverDetail,
  HandoverPage,
  HandoverParams,
  ListHandoversQuery,
} from "@/lib/handovers/schema";
import { defineOperation } from "@/lib/http/operation";

const tag = "Hand-over";
const params = { id: "hov_01KAKZ3F5R8W1E7T4Y6V2B9N0P" } as const;
const leaver = { id: "per_01KAKZ3J2C6X9A4M7Q1S5D8G0H", name: "Dana Reyes", state: "deactivated" } as const;
const deputy = { id: "per_01KAKZ3J2C6X9A4M7Q1S5D8G1J", name: "Mateo Silva", state: "active" } as const;
const agent = "refund-agent";

const handover = {
  ...params,
  version: 1,
  person: leaver,
  because: "deactivated",
  team: null,
  by_directory: false,
  opened_at: "2026-11-21T09:41:07.482Z",
  finished_at: null,
  parts: 1,
  done: 0,
  asked: 0,
  closes_at: "2026-11-28T09:41:07.482Z",
  sample: false,
  abilities: ["assign"],
} as const;

const item = {
  agent: {
    slug: agent,
    name: "Refund agent",
    state: "active",
    environment: "production",
    governed_until: "2026-11-28T09:41:07.482Z",
    governed: true,
  },
  part: "owner",
  state: "open",
  holder: null,
  asked: null,
  asked_at: null,
  declined: null,
  suggestions: [{ person: deputy, why: "deputy" }],
} as const;

const assigned = { agent, part: "owner", person: deputy.id } as const;

export const handoverOperations = {
  listHandovers: defineOperation({
    id: "listHandovers",
    method: "GET",
    path: "/api/v1/handovers",
    summary:
      "What people who left held, the newest first; `open` leaves those that are not finished, `person` those of one leaver",
    tag,
    access: { kind: "permission", action: "handovers.read" },
    query: ListHandoversQuery,
    output: HandoverPage,
    status: 200,
    example: { query: { open: "true", limit: 50 }, output: { data: [handover], next_cursor: null } },
  }),
  getHandover: defineOperation({
    id: "getHandover",
    method: "GET",
    path: "/api/v1/handovers/{id}",
    summary: "Everything one leaver held, who is asked or accepted, and who could",
    tag,
    access: { kind: "permission", action: "handovers.read" },
    params: HandoverParams,
    output: HandoverDetail,
    status: 200,
    problems: ["not_found"],
    example: { params, output: { ...handover, items: [item] } },
  }),
  assignHandover: defineOperation({
    id: "assignHandover",
    method: "POST",
    path: "/api/v1/handovers/{id}/assign",
    summary: "Ask successors, each part by itself; each still accepts, and asking oneself is a yes",
    tag,
    access: { kind: "permission", action: "handovers.manage" },
    params: HandoverParams,
    body: Assignment,
    output: AssignmentResult,
    status: 200,
    audits: ["agent.owner_asked", "agent.owner_accepted", "handover.finished"],
    problems: ["not_found", "conflict"],
    example: {
      params,
      body: { items: [assigned] },
      output: { data: [{ ...assigned, outcome: "asked", reason: null }] },
    },
  }),
};
