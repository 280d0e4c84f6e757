import type { Handlers } from "@/lib/http/handler";
import type { policyOperations } from "@/lib/policy/operations";
import * as policy from "@/lib/policy/service";

export const policyHandlers: Handlers<typeof policyOperations> = {
  getPolicyDraft: (ctx, { params }) => policy.getPolicyDraft(ctx, params.slug),
  createPolicyDraft: {
    run: (ctx, { params, body }) => policy.createPolicyDraft(ctx, params.slug, body),
    again: policy.getPolicyDraftById,
  },
  updatePolicyDraft: (ctx, { params, body, version }) => policy.updatePolicyDraft(ctx, params.slug, body.text, version),
  deletePolicyDraft: (ctx, { params }) => policy.deletePolicyDraft(ctx, params.slug),
  tryPolicyDraft: (ctx, { params, body }) => policy.tryPolicyDraft(ctx, params.slug, body),
};
