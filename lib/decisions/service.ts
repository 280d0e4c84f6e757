import "server-only";

export { createDecisionWriter, type DecisionWriter } from "@/lib/decisions/service/writing/record";
export { type DecisionToRecord, outlineDecision, sealWith } from "@/lib/decisions/service/writing/outline";
export { getDecision } from "@/lib/decisions/service/read";
export { listDecisions } from "@/lib/decisions/service/list";
export { listDecisionShapes } from "@/lib/decisions/service/shapes";
export { listObservedActions } from "@/lib/decisions/service/observed";
export { listEnvironments, updateEnvironment } from "@/lib/decisions/service/keeping";
export { eraseOldDecisions } from "@/lib/decisions/service/erase";
export { countSampleDecisions, recordSampleDecisions, removeSampleDecisions } from "@/lib/decisions/service/sample";
export {
  countReplayRows,
  readReplayRows,
  type ReplayRange,
  type ReplayRow,
} from "@/lib/decisions/service/replay-source";
