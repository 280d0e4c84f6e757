import { defineOperation } from "@/lib/http/operation";
import { Decision, ListShadowQuery, ShadowAgent, ShadowPage, ShadowParams, Sighting } from "@/lib/shadow/schema";

const tag = "Discovered agents";
const params = { id: "shd_01KAKZ3F5R8W1E7T4Y6V2B9N0P" } as const;
const sighting = {
  name: "meeting-notes-bot",
  source: "Google Workspace grants",
  source_ref: "client:8123-meeting-notes.apps.example.com",
  detail: "Reads calendars and mail of 14 people.",
} as const;

const found = {
  ...params,
  version: 3,
  created_at: "2026-11-02T08:15:00.000Z",
  updated_at: "2026-11-21T09:41:07.482Z",
  ...sighting,
  first_seen_at: "2026-11-02T08:15:00.000Z",
  last_seen_at: "2026-11-21T09:41:07.482Z",
  sightings: 3,
  disposition: "undecided",
  reason: null,
  ignore_until: null,
  decided_at: null,
  decided_by: null,
  seen_since: false,
  agent: null,
  sample: false,
  abilities: ["decide"],
} as const;
const reason = "The vendor is being replaced; it stops by itself in spring.";
const until = "2027-03-01T00:00:00.000Z";

export const shadowOperations = {
  listShadowAgents: defineOperation({
    id: "listShadowAgents",
    method: "GET",
    path: "/api/v1/shadow-agents",
    summary: "Agents that were discovered, the one seen last first",
    tag,
    access: { kind: "permission", action: "shadow.read" },
    query: ListShadowQuery,
    output: ShadowPage,
    status: 200,
    example: { query: { disposition: ["undecided"], limit: 50 }, output: { data: [found], next_cursor: null } },
  }),
  getShadowAgent: defineOperation({
    id: "getShadowAgent",
    method: "GET",
    path: "/api/v1/shadow-agents/{id}",
    summary: "One discovered agent",
    tag,
    access: { kind: "permission", action: "shadow.read" },
    params: ShadowParams,
    output: ShadowAgent,
    status: 200,
    versioned: "read",
    problems: ["not_found"],
    example: { params, output: found },
  }),
  reportShadowAgent: defineOperation({
    id: "reportShadowAgent",
    method: "POST",
    path: "/api/v1/shadow-agents",
    summary: "Report an agent that was seen; the same source and reference again is one more sighting of it",
    tag,
    access: { kind: "permission", action: "shadow.report" },
    body: Sighting,
    output: ShadowAgent,
    status: 201,
    idempotent: true,
    audits: ["shadow.reported"],
    example: { body: sighting, output: { ...found, sightings: 1, version: 1 } },
  }),
  decideShadowAgent: defineOperation({
    id: "decideShadowAgent",
    method: "POST",
    path: "/api/v1/shadow-agents/{id}/decide",
    summary: "Say what becomes of a discovered agent: govern, block, ignore until a day, or undecided again",
    tag,
    access: { kind: "permission", action: "shadow.decide" },
    params: ShadowParams,
    body: Decision,
    output: ShadowAgent,
    status: 200,
    personOnly: true,
    audits: ["shadow.decided", "agent.created"],
    problems: ["not_found", "conflict"],
    example: {
      params,
      body: { disposition: "ignore", reason, ignore_until: until },
      output: { ...found, disposition: "ignore", reason, ignore_until: until, decided_at: found.updated_at },
    },
  }),
};
