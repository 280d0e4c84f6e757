import { agentOperations } from "@/lib/agents/operations";
import { auditOperations } from "@/lib/audit/operations";
import { authOperations } from "@/lib/auth/operations";
import { decisionOperations } from "@/lib/decisions/operations";
import { directoryOperations } from "@/lib/directory/operations";
import { handoverOperations } from "@/lib/handovers/operations";
import { importOperations } from "@/lib/imports/operations";
import { jobOperations } from "@/lib/jobs/operations";
import { discoveryOperations } from "@/lib/openapi/discovery-operations";
import { peopleOperations } from "@/lib/people/operations";
import { sampleOperations } from "@/lib/sample/operations";
import { shadowOperations } from "@/lib/shadow/operations";
import { systemOperations } from "@/lib/systems/operations";
import { teamOperations } from "@/lib/teams/operations";
import { policyOperations } from "@/lib/policy/operations";
import { viewOperations } from "@/lib/views/operations";

/** Every operation there is. A domain's come in with one line here and theirs in `app/api/v1/[...path]/handlers.ts`. */
export const operations = {
  ...discoveryOperations,
  ...authOperations,
  ...peopleOperations,
  ...teamOperations,
  ...agentOperations,
  ...directoryOperations,
  ...systemOperations,
  ...shadowOperations,
  ...viewOperations,
  ...policyOperations,
  ...decisionOperations,
  ...handoverOperations,
  ...importOperations,
  ...auditOperations,
  ...jobOperations,
  ...sampleOperations,
};

export type Operations = typeof operations;
