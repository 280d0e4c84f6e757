import { auditOperations } from "@/lib/audit/operations";
import { authOperations } from "@/lib/auth/operations";
import { jobOperations } from "@/lib/jobs/operations";
import { discoveryOperations } from "@/lib/openapi/discovery-operations";
import { peopleOperations } from "@/lib/people/operations";
import { sampleOperations } from "@/lib/sample/operations";
import { teamOperations } from "@/lib/teams/operations";

/** Every operation there is. A domain's come in with one line here and theirs in `app/api/v1/[...path]/handlers.ts`. */
export const operations = {
  ...discoveryOperations,
  ...authOperations,
  ...peopleOperations,
  ...teamOperations,
  ...auditOperations,
  ...jobOperations,
  ...sampleOperations,
};

export type Operations = typeof operations;
