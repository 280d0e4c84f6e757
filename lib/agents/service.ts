import "server-only";

export { changeAgents } from "@/lib/agents/service/bulk";
export { addAgents, type BatchDraft } from "@/lib/agents/service/batch";
export { addAgent, createAgent } from "@/lib/agents/service/create";
export { exportAgents } from "@/lib/agents/service/export";
export { requireAgentId } from "@/lib/agents/service/find";
export { listAgentHistory } from "@/lib/agents/service/history";
export { addIdentity, removeIdentity } from "@/lib/agents/service/identities";
export {
  explainSlugs,
  findImportTargets,
  findOwners,
  findReachable,
  type ImportTarget,
  updateImported,
} from "@/lib/agents/service/imported";
export { closeUngoverned, releasePerson, releaseRest } from "@/lib/agents/service/leave";
export { takeStep } from "@/lib/agents/service/life";
export { mailConfirmation, mailQuestions, remindOwners } from "@/lib/agents/service/notify";
export {
  acceptOwnership,
  askOwner,
  askSuccessor,
  confirmOwnership,
  declineOwnership,
  stepDown,
  withdrawQuestion,
} from "@/lib/agents/service/owners";
export {
  addMemory,
  adoptAgent,
  changeMemory,
  leaveSystem,
  reachSystem,
  rederiveReaching,
  releaseAgent,
  removeMemory,
} from "@/lib/agents/service/reach";
export {
  countWaiting,
  getAgent,
  getAgentById,
  listAgentOwners,
  listAgents,
  listOwnerships,
} from "@/lib/agents/service/read";
export { countSampleAgents, removeSampleAgents } from "@/lib/agents/service/sample";
export { assessAgent, renameAgent, updateAgentFields } from "@/lib/agents/service/update";
