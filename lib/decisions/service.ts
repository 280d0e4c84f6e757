import "server-only";

export {
  createDecisionWriter,
  type DecisionWriter,
  type Recorded,
  type SendQuery,
} from "@/lib/decisions/service/writing/record";
export { type DecisionToRecord, outlineDecision, type SealOf, sealWith } from "@/lib/decisions/service/writing/outline";
export { getDecision } from "@/lib/decisions/service/read";
export { listDecisions } from "@/lib/decisions/service/list";
export { listDecisionShapes } from "@/lib/decisions/service/shapes";
export { listObservedActions } from "@/lib/decisions/service/observed";
export { listEnvironments, updateEnvironment } from "@/lib/decisions/service/keeping";
export { eraseOldDecisions } from "@/lib/decisions/service/erase";
export {
  countSampleDecisions,
  maskingKeys,
  recordSampleDecisions,
  removeSampleDecisions,
} from "@/lib/decisions/service/sample";
export {
  type BareQuery,
  countReplayRows,
  readReplayRows,
  type ReplayInputs,
  type ReplayRange,
  type ReplayRow,
} from "@/lib/decisions/service/replay-source";
