import * as z from "zod/mini";
import { idField } from "@/lib/core/fields";

/** `maxAttempts` with graphile-worker's back-off of e^n seconds: 8 are spread over an hour and a half. */
type JobKind = { payload: z.ZodMiniType; maxAttempts: number };

/** Every kind of background job. Payloads hold ids, never secrets: the table of jobs is not sealed. */
export const jobCatalogue = {
  /** Forgets what has expired. */
  housekeeping: { payload: z.object({}), maxAttempts: 3 },
  /** Makes a one-time link and mails it. `person` is null when nobody has the address: then as long is spent on nothing. */
  mail_sign_in_link: { payload: z.object({ person: z.nullable(idField("person")), next: z.string() }), maxAttempts: 3 },
  mail_invitation: { payload: z.object({ invitation: idField("invitation") }), maxAttempts: 8 },
  mail_passkeys_reset: { payload: z.object({ person: idField("person") }), maxAttempts: 8 },
} as const satisfies Record<string, JobKind>;

export type JobName = keyof typeof jobCatalogue;
export type JobPayload<N extends JobName> = z.output<(typeof jobCatalogue)[N]["payload"]>;

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobCatalogue, name);
}
