import { agentPolicyOperations } from "@/lib/policy/operations/agent";
import { changeOperations } from "@/lib/policy/operations/changes";
import { guardrailsOperations } from "@/lib/policy/operations/guardrails";
import { replayOperations } from "@/lib/policy/operations/replays";

export const policyOperations = {
  ...agentPolicyOperations,
  ...guardrailsOperations,
  ...changeOperations,
  ...replayOperations,
};
