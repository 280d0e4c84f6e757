import { AgentParams, AgentRecord, OptionalReason, Reason } from "@/lib/agents/schema";
import { defineOperation } from "@/lib/http/operation";
import { params, reason, record } from "./examples";

const tag = "Agents";
const steer = { kind: "permission", action: "agents.steer" } as const;
const review = { kind: "permission", action: "agents.review" } as const;
/** What every step of an agent's life has in common. */
const step = {
  method: "POST",
  tag,
  params: AgentParams,
  output: AgentRecord,
  status: 200,
  personOnly: true,
  problems: ["not_found", "renamed", "conflict"],
} as const;
const reasoned = { ...step, body: Reason } as const;
const open = { ...step, body: OptionalReason } as const;
const become = <S extends string>(state: S) => ({ ...record, state });

export const lifeOperations = {
  submitAgent: defineOperation({
    ...open,
    id: "submitAgent",
    path: "/api/v1/agents/{slug}/submit",
    summary: "Send a draft to review",
    access: steer,
    audits: ["agent.submitted"],
    example: { params, body: {}, output: become("in_review") },
  }),
  withdrawAgent: defineOperation({
    ...open,
    id: "withdrawAgent",
    path: "/api/v1/agents/{slug}/withdraw",
    summary: "Take an agent back from review",
    access: steer,
    audits: ["agent.withdrawn"],
    example: { params, body: {}, output: become("draft") },
  }),
  activateAgent: defineOperation({
    ...open,
    id: "activateAgent",
    path: "/api/v1/agents/{slug}/activate",
    summary: "Let an agent act; refused with everything that is still missing",
    access: steer,
    audits: ["agent.activated"],
    example: { params, body: {}, output: become("active") },
  }),
  denyAgent: defineOperation({
    ...reasoned,
    id: "denyAgent",
    path: "/api/v1/agents/{slug}/deny",
    summary: "Deny an agent in review",
    access: review,
    audits: ["agent.denied"],
    example: { params, body: { reason }, output: become("denied") },
  }),
  suspendAgent: defineOperation({
    ...reasoned,
    id: "suspendAgent",
    path: "/api/v1/agents/{slug}/suspend",
    summary: "Stop an active agent for now",
    access: steer,
    audits: ["agent.suspended"],
    example: { params, body: { reason }, output: become("suspended") },
  }),
  resumeAgent: defineOperation({
    ...reasoned,
    id: "resumeAgent",
    path: "/api/v1/agents/{slug}/resume",
    summary: "Let a suspended agent go on",
    access: steer,
    audits: ["agent.resumed"],
    example: { params, body: { reason }, output: become("active") },
  }),
  revokeAgent: defineOperation({
    ...reasoned,
    id: "revokeAgent",
    path: "/api/v1/agents/{slug}/revoke",
    summary: "Take away an agent's leave to act",
    access: review,
    audits: ["agent.revoked"],
    example: { params, body: { reason }, output: become("revoked") },
  }),
  reopenAgent: defineOperation({
    ...reasoned,
    id: "reopenAgent",
    path: "/api/v1/agents/{slug}/reopen",
    summary: "Make a denied or revoked agent a draft again",
    access: review,
    audits: ["agent.reopened"],
    example: { params, body: { reason }, output: become("draft") },
  }),
  retireAgent: defineOperation({
    ...reasoned,
    id: "retireAgent",
    path: "/api/v1/agents/{slug}/retire",
    summary: "Retire an agent for good; its slug is never given again",
    access: steer,
    audits: ["agent.retired"],
    example: { params, body: { reason }, output: become("retired") },
  }),
};
