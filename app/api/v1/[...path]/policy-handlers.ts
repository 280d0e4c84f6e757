import type { Handlers } from "@/lib/http/handler";
import type { policyOperations } from "@/lib/policy/operations";
import type { PolicyScope } from "@/lib/policy/rules";
import * as policy from "@/lib/policy/service";

type GuardrailsParams = { environment: Extract<PolicyScope, { kind: "guardrails" }>["environment"] };
const ofAgent = ({ slug }: { slug: string }): PolicyScope => ({ kind: "agent", slug });
const ofGuardrails = ({ environment }: GuardrailsParams): PolicyScope => ({ kind: "guardrails", environment });

export const policyHandlers: Handlers<typeof policyOperations> = {
  getPolicy: (ctx, { params }) => policy.getLivePolicy(ctx, ofAgent(params)),
  getPolicyDraft: (ctx, { params }) => policy.getPolicyDraft(ctx, ofAgent(params)),
  createPolicyDraft: {
    run: (ctx, { params, body }) => policy.createPolicyDraft(ctx, ofAgent(params), body),
    again: policy.getPolicyDraftById,
  },
  updatePolicyDraft: (ctx, { params, body, version }) =>
    policy.updatePolicyDraft(ctx, ofAgent(params), body.text, version),
  deletePolicyDraft: (ctx, { params }) => policy.deletePolicyDraft(ctx, ofAgent(params)),
  tryPolicyDraft: (ctx, { params, body }) => policy.tryPolicyDraft(ctx, ofAgent(params), body),
  rebasePolicyDraft: (ctx, { params, body }) => policy.rebaseDraft(ctx, ofAgent(params), body),
  startPolicyReplay: (ctx, { params, body }) => policy.startReplay(ctx, ofAgent(params), body.days),
  findPolicyReplay: (ctx, { params }) => policy.findDraftReplay(ctx, ofAgent(params)),
  listPolicyVersions: (ctx, { params, query }) => policy.listPolicyVersions(ctx, ofAgent(params), query),
  getPolicyVersion: (ctx, { params }) => policy.getPolicyVersion(ctx, ofAgent(params), params.number),
  restorePolicyVersion: (ctx, { params, body }) =>
    policy.restorePolicyVersion(ctx, ofAgent(params), params.number, body.because),
  listPolicyChanges: (ctx, { params, query }) => policy.listPolicyChanges(ctx, ofAgent(params), query),
  proposePolicyChange: {
    run: (ctx, { params, body }) => policy.proposePolicyChange(ctx, ofAgent(params), body),
    again: policy.getPolicyChange,
  },

  listGuardrails: (ctx) => policy.listGuardrails(ctx),
  getGuardrails: (ctx, { params }) => policy.getLivePolicy(ctx, ofGuardrails(params)),
  getGuardrailsDraft: (ctx, { params }) => policy.getPolicyDraft(ctx, ofGuardrails(params)),
  createGuardrailsDraft: {
    run: (ctx, { params, body }) => policy.createPolicyDraft(ctx, ofGuardrails(params), body),
    again: policy.getPolicyDraftById,
  },
  updateGuardrailsDraft: (ctx, { params, body, version }) =>
    policy.updatePolicyDraft(ctx, ofGuardrails(params), body.text, version),
  deleteGuardrailsDraft: (ctx, { params }) => policy.deletePolicyDraft(ctx, ofGuardrails(params)),
  tryGuardrailsDraft: (ctx, { params, body }) => policy.tryPolicyDraft(ctx, ofGuardrails(params), body),
  rebaseGuardrailsDraft: (ctx, { params, body }) => policy.rebaseDraft(ctx, ofGuardrails(params), body),
  startGuardrailsReplay: (ctx, { params, body }) => policy.startReplay(ctx, ofGuardrails(params), body.days),
  findGuardrailsReplay: (ctx, { params }) => policy.findDraftReplay(ctx, ofGuardrails(params)),
  listGuardrailsVersions: (ctx, { params, query }) => policy.listPolicyVersions(ctx, ofGuardrails(params), query),
  getGuardrailsVersion: (ctx, { params }) => policy.getPolicyVersion(ctx, ofGuardrails(params), params.number),
  restoreGuardrailsVersion: (ctx, { params, body }) =>
    policy.restorePolicyVersion(ctx, ofGuardrails(params), params.number, body.because),
  listGuardrailsChanges: (ctx, { params, query }) => policy.listPolicyChanges(ctx, ofGuardrails(params), query),
  proposeGuardrailsChange: {
    run: (ctx, { params, body }) => policy.proposePolicyChange(ctx, ofGuardrails(params), body),
    again: policy.getPolicyChange,
  },

  listOpenChanges: (ctx, { query }) => policy.listOpenChanges(ctx, query),
  getPolicyChange: (ctx, { params }) => policy.getPolicyChange(ctx, params.id),
  approvePolicyChange: (ctx, { params, body }) => policy.approvePolicyChange(ctx, params.id, body.comment),
  rejectPolicyChange: (ctx, { params, body }) => policy.rejectPolicyChange(ctx, params.id, body.comment),
  withdrawPolicyChange: (ctx, { params }) => policy.withdrawPolicyChange(ctx, params.id),
  applyPolicyChange: (ctx, { params }) => policy.applyPolicyChange(ctx, params.id),
  bypassPolicyChange: (ctx, { params, body }) => policy.bypassPolicyChange(ctx, params.id, body.reason),
  lookAtPolicyChange: (ctx, { params, body }) => policy.lookAtPolicyChange(ctx, params.id, body.comment),
  replayPolicyChange: (ctx, { params, body }) => policy.replayChange(ctx, params.id, body.days),
  getChangeReplay: (ctx, { params }) => policy.findReplayOfChange(ctx, params.id),
  commentOnPolicyChange: (ctx, { params, body }) => policy.commentOnPolicyChange(ctx, params.id, body.text),

  getReplay: (ctx, { params }) => policy.getReplay(ctx, params.id),
  cancelReplay: (ctx, { params }) => policy.cancelReplay(ctx, params.id),
  listReplayed: (ctx, { params, query }) => policy.listReplayed(ctx, params.id, query),
};
