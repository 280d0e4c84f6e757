import "server-only";

export {
  createPolicyDraft,
  deletePolicyDraft,
  getPolicyDraft,
  getPolicyDraftById,
  tryPolicyDraft,
  updatePolicyDraft,
} from "@/lib/policy/service/drafts";
export { readPolicy, type ReadPolicy } from "@/lib/policy/service/read-text";
