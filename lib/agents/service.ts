import "server-only";

export { changeAgents } from "@/lib/agents/service/bulk";
export { addAgents, type BatchDraft } from "@/lib/agents/service/imported/batch";
export { countSampleAgents, removeSampleAgents } from "@/lib/agents/service/sample";
export { addAgent, createAgent } from "@/lib/agents/service/create";
export { exportAgents } from "@/lib/agents/service/export";
export { requireAgentId } from "@/lib/agents/service/find";
export { findGoverned, type GovernedAgent, onGoverned, settleGoverned } from "@/lib/agents/service/governed";
export { listAgentHistory } from "@/lib/agents/service/history";
export { addIdentity, removeIdentity } from "@/lib/agents/service/identities";
export {
  explainSlugs,
  findImportTargets,
  findOwners,
  findReachable,
  type ImportTarget,
  updateImported,
} from "@/lib/agents/service/imported/targets";
export { closeUngoverned, releasePerson, releaseRest } from "@/lib/agents/service/leave";
export { takeStep } from "@/lib/agents/service/life";
export { mailConfirmation, mailQuestions, mailSuccession, remindOwners } from "@/lib/agents/service/notify";
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
export { findFollowers, follow, followLater, holdFollowers } from "@/lib/agents/service/settle/follow";
export { assessAgent, renameAgent, updateAgentFields } from "@/lib/agents/service/update";
