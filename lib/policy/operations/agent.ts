import { defineOperation } from "@/lib/http/operation";
import { params } from "@/lib/policy/operations/examples";
import { examples, shapes } from "@/lib/policy/operations/shapes";
import { ChangesQuery, DraftParams, VersionParams, VersionsQuery } from "@/lib/policy/schema";

const root = "/api/v1/agents/{slug}/policy";
const versionParams = { ...params, number: "7" } as const;

export const agentPolicyOperations = {
  getPolicy: defineOperation({
    ...shapes.live,
    id: "getPolicy",
    path: root,
    summary: "What is live of an agent's policy, and who changed each rule last and why",
    params: DraftParams,
    example: { params, ...examples.live },
  }),
  getPolicyDraft: defineOperation({
    ...shapes.draft,
    id: "getPolicyDraft",
    path: `${root}/draft`,
    summary: "The draft of an agent's policy: its text, what it says, its tests and what it leaves open",
    params: DraftParams,
    example: { params, ...examples.draft },
  }),
  createPolicyDraft: defineOperation({
    ...shapes.createDraft,
    id: "createPolicyDraft",
    path: `${root}/draft`,
    summary: "Begin a draft of an agent's policy: empty, from a template, or from what is live",
    params: DraftParams,
    example: { params, ...examples.createDraft },
  }),
  updatePolicyDraft: defineOperation({
    ...shapes.updateDraft,
    id: "updatePolicyDraft",
    path: `${root}/draft`,
    summary: "Change the text of a draft: YAML with comments, or JSON. What is no policy is refused with its lines",
    params: DraftParams,
    example: { params, ...examples.updateDraft },
  }),
  deletePolicyDraft: defineOperation({
    ...shapes.deleteDraft,
    id: "deletePolicyDraft",
    path: `${root}/draft`,
    summary: "Delete the draft; what is live stays",
    params: DraftParams,
    example: { params },
  }),
  tryPolicyDraft: defineOperation({
    ...shapes.tryDraft,
    id: "tryPolicyDraft",
    path: `${root}/draft/try`,
    summary: "What the draft would decide about one call, and why",
    params: DraftParams,
    example: { params, ...examples.tryDraft },
  }),
  rebasePolicyDraft: defineOperation({
    ...shapes.rebaseDraft,
    id: "rebasePolicyDraft",
    path: `${root}/draft/rebase`,
    summary: "Bring a draft up to date with what went live since it began, keeping both sides' changes",
    params: DraftParams,
    example: { params, ...examples.rebaseDraft },
  }),
  startPolicyReplay: defineOperation({
    ...shapes.replayDraft,
    id: "startPolicyReplay",
    path: `${root}/draft/replay`,
    summary: "Hold the draft against recorded decisions: what it would have changed",
    params: DraftParams,
    example: { params, ...examples.replayDraft },
  }),
  findPolicyReplay: defineOperation({
    ...shapes.draftReplay,
    id: "findPolicyReplay",
    path: `${root}/draft/replay`,
    summary: "The last replay of the draft as it is now",
    params: DraftParams,
    example: { params, ...examples.draftReplay },
  }),
  listPolicyVersions: defineOperation({
    ...shapes.versions,
    id: "listPolicyVersions",
    path: `${root}/versions`,
    summary: "The versions an agent's policy had, the newest first",
    params: DraftParams,
    query: VersionsQuery,
    example: { params, ...examples.versions },
  }),
  getPolicyVersion: defineOperation({
    ...shapes.version,
    id: "getPolicyVersion",
    path: `${root}/versions/{number}`,
    summary: "One version of an agent's policy, as it was published",
    params: VersionParams,
    example: { params: versionParams, ...examples.version },
  }),
  restorePolicyVersion: defineOperation({
    ...shapes.restore,
    id: "restorePolicyVersion",
    path: `${root}/versions/{number}/restore`,
    summary: "Go back to a version: at once where that loosens nothing, else as a change that waits for its review",
    params: VersionParams,
    example: { params: versionParams, ...examples.restore },
  }),
  listPolicyChanges: defineOperation({
    ...shapes.changes,
    id: "listPolicyChanges",
    path: `${root}/changes`,
    summary: "The changes that were proposed of an agent's policy, the newest first",
    params: DraftParams,
    query: ChangesQuery,
    example: { params, ...examples.changes },
  }),
  proposePolicyChange: defineOperation({
    ...shapes.propose,
    id: "proposePolicyChange",
    path: `${root}/changes`,
    summary: "Propose the draft as a change. Its tests must pass; whether it loosens is found out",
    params: DraftParams,
    example: { params, ...examples.propose },
  }),
};
