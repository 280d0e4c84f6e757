import "server-only";

export { applyDueChange, applyPolicyChange, bypassPolicyChange, expireChange } from "@/lib/policy/service/apply";
export {
  approvePolicyChange,
  commentOnPolicyChange,
  getPolicyChange,
  listOpenChanges,
  listPolicyChanges,
  lookAtPolicyChange,
  rejectPolicyChange,
  withdrawPolicyChange,
} from "@/lib/policy/service/changes";
export {
  createPolicyDraft,
  deletePolicyDraft,
  getPolicyDraft,
  getPolicyDraftById,
  tryPolicyDraft,
  updatePolicyDraft,
} from "@/lib/policy/service/drafts";
export { mailPolicyChanged } from "@/lib/policy/service/notify";
export { proposePolicyChange, restorePolicyVersion } from "@/lib/policy/service/propose";
export { readPolicy, type ReadPolicy } from "@/lib/policy/service/read-text";
export { rebaseDraft } from "@/lib/policy/service/rebase";
export {
  cancelReplay,
  findDraftReplay,
  findReplayOfChange,
  getReplay,
  listReplayed,
  replayChange,
  runReplay,
  startReplay,
} from "@/lib/policy/service/replays";
export { publishSample } from "@/lib/policy/service/sample";
export { getLivePolicy, getPolicyVersion, listGuardrails, listPolicyVersions } from "@/lib/policy/service/versions";
