import { defineOperation } from "@/lib/http/operation";
import { guardrailsParams as params, live } from "@/lib/policy/operations/examples";
import { examples, shapes, tag } from "@/lib/policy/operations/shapes";
import {
  ChangesQuery,
  GuardrailsList,
  GuardrailsParams,
  GuardrailsVersionParams,
  VersionsQuery,
} from "@/lib/policy/schema";

const root = "/api/v1/guardrails/{environment}";
const versionParams = { ...params, number: "7" } as const;

export const guardrailsOperations = {
  listGuardrails: defineOperation({
    id: "listGuardrails",
    method: "GET",
    path: "/api/v1/guardrails",
    summary: "What is live of the guardrails of every environment",
    tag,
    access: { kind: "permission", action: "policy.read" },
    output: GuardrailsList,
    status: 200,
    example: { output: { data: [{ ...live, agent: null }] } },
  }),
  getGuardrails: defineOperation({
    ...shapes.live,
    id: "getGuardrails",
    path: root,
    summary: "What is live of an environment's guardrails, and who changed each rule last and why",
    params: GuardrailsParams,
    example: { params, ...examples.live },
  }),
  getGuardrailsDraft: defineOperation({
    ...shapes.draft,
    id: "getGuardrailsDraft",
    path: `${root}/draft`,
    summary: "The draft of an environment's guardrails: its text, what it says, its tests and what it leaves open",
    params: GuardrailsParams,
    example: { params, ...examples.draft },
  }),
  createGuardrailsDraft: defineOperation({
    ...shapes.createDraft,
    id: "createGuardrailsDraft",
    path: `${root}/draft`,
    summary: "Begin a draft of guardrails: empty, or from what is live",
    params: GuardrailsParams,
    example: { params, ...examples.createDraft },
  }),
  updateGuardrailsDraft: defineOperation({
    ...shapes.updateDraft,
    id: "updateGuardrailsDraft",
    path: `${root}/draft`,
    summary:
      "Change the text of a draft of guardrails: YAML with comments, or JSON. What is no policy is refused with its lines",
    params: GuardrailsParams,
    example: { params, ...examples.updateDraft },
  }),
  deleteGuardrailsDraft: defineOperation({
    ...shapes.deleteDraft,
    id: "deleteGuardrailsDraft",
    path: `${root}/draft`,
    summary: "Delete the draft of guardrails; what is live stays",
    params: GuardrailsParams,
    example: { params },
  }),
  tryGuardrailsDraft: defineOperation({
    ...shapes.tryDraft,
    id: "tryGuardrailsDraft",
    path: `${root}/draft/try`,
    summary: "What the draft of guardrails would decide about one call, and why",
    params: GuardrailsParams,
    example: { params, ...examples.tryDraft },
  }),
  rebaseGuardrailsDraft: defineOperation({
    ...shapes.rebaseDraft,
    id: "rebaseGuardrailsDraft",
    path: `${root}/draft/rebase`,
    summary: "Bring a draft of guardrails up to date with what went live since it began, keeping both sides' changes",
    params: GuardrailsParams,
    example: { params, ...examples.rebaseDraft },
  }),
  startGuardrailsReplay: defineOperation({
    ...shapes.replayDraft,
    id: "startGuardrailsReplay",
    path: `${root}/draft/replay`,
    summary: "Hold the draft of guardrails against recorded decisions: what it would have changed",
    params: GuardrailsParams,
    example: { params, ...examples.replayDraft },
  }),
  findGuardrailsReplay: defineOperation({
    ...shapes.draftReplay,
    id: "findGuardrailsReplay",
    path: `${root}/draft/replay`,
    summary: "The last replay of the draft of guardrails as it is now",
    params: GuardrailsParams,
    example: { params, ...examples.draftReplay },
  }),
  listGuardrailsVersions: defineOperation({
    ...shapes.versions,
    id: "listGuardrailsVersions",
    path: `${root}/versions`,
    summary: "The versions the guardrails had, the newest first",
    params: GuardrailsParams,
    query: VersionsQuery,
    example: { params, ...examples.versions },
  }),
  getGuardrailsVersion: defineOperation({
    ...shapes.version,
    id: "getGuardrailsVersion",
    path: `${root}/versions/{number}`,
    summary: "One version of the guardrails, as it was published",
    params: GuardrailsVersionParams,
    example: { params: versionParams, ...examples.version },
  }),
  restoreGuardrailsVersion: defineOperation({
    ...shapes.restore,
    id: "restoreGuardrailsVersion",
    path: `${root}/versions/{number}/restore`,
    summary:
      "Go back to a version of the guardrails: at once where that loosens nothing, else as a change that waits for its review",
    params: GuardrailsVersionParams,
    example: { params: versionParams, ...examples.restore },
  }),
  listGuardrailsChanges: defineOperation({
    ...shapes.changes,
    id: "listGuardrailsChanges",
    path: `${root}/changes`,
    summary: "The changes that were proposed of guardrails, the newest first",
    params: GuardrailsParams,
    query: ChangesQuery,
    example: { params, ...examples.changes },
  }),
  proposeGuardrailsChange: defineOperation({
    ...shapes.propose,
    id: "proposeGuardrailsChange",
    path: `${root}/changes`,
    summary: "Propose the draft of guardrails as a change. Its tests must pass; whether it loosens is found out",
    params: GuardrailsParams,
    example: { params, ...examples.propose },
  }),
};
