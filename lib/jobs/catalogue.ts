import * as z from "zod/mini";
import type { EventType } from "@/lib/audit/catalogue";
import { idField } from "@/lib/core/fields";

/** `maxAttempts` with graphile-worker's back-off of e^n seconds: 8 are spread over an hour and a half. */
type JobKind = { payload: z.ZodMiniType; maxAttempts: number };

/** Every kind of background job. Payloads hold ids, never secrets: the table of jobs is not sealed. */
export const jobCatalogue = {
  /** Forgets what has expired. */
  housekeeping: { payload: z.object({}), maxAttempts: 3 },
  /** Makes a one-time link and mails it. `person` is null when nobody has the address: then as long is spent on nothing. */
  /** Lets decisions go that are kept no longer, and makes the months to come. */
  erase_decisions: { payload: z.object({}), maxAttempts: 8 },
  /** Agents whose grace is over are stopped in the record too; by the clock they are already. */
  close_ungoverned: { payload: z.object({}), maxAttempts: 3 },
  /** Somebody who left held more than one transaction should end. */
  release_holdings: {
    payload: z.object({
      person: idField("person"),
      because: z.enum(["deactivated", "erased", "left_team", "uninvited"]),
      team: z.nullable(idField("team")),
      handover: z.nullable(idField("handover")),
      /** When they left. */
      until: z.string(),
    }),
    maxAttempts: 8,
  },
  /** Something that many agents refer to changed: what follows for them, and what brought it about. */
  rederive_agents: {
    payload: z.object({
      agents: z.array(idField("agent")),
      cause: z.object({
        event: z.object({ id: idField("event"), type: z.custom<EventType>((type) => typeof type === "string") }),
        by: z.object({ kind: z.enum(["person", "system", "directory", "anonymous"]), id: z.nullable(z.string()) }),
      }),
    }),
    maxAttempts: 8,
  },
  /** Tells somebody that they are asked to answer for agents. */
  mail_ownership_asked: { payload: z.object({ person: idField("person") }), maxAttempts: 8 },
  /** Tells somebody what they have to confirm. */
  mail_confirmation: { payload: z.object({ person: idField("person") }), maxAttempts: 8 },
  /** Tells somebody that somebody else accepted what they held. */
  mail_succession: { payload: z.object({ person: idField("person") }), maxAttempts: 8 },
  /** Asks for these mails once a day; `_cron` is the day it stands for, also when it is caught up later. */
  remind_owners: { payload: z.object({ _cron: z.optional(z.object({ ts: z.string() })) }), maxAttempts: 8 },
  mail_sign_in_link: { payload: z.object({ person: z.nullable(idField("person")), next: z.string() }), maxAttempts: 3 },
  mail_invitation: { payload: z.object({ invitation: idField("invitation") }), maxAttempts: 8 },
  mail_passkeys_reset: { payload: z.object({ person: idField("person") }), maxAttempts: 8 },
  /** A change of a policy has come to its time, or to its end. */
  apply_change: { payload: z.object({ change: idField("change") }), maxAttempts: 8 },
  expire_change: { payload: z.object({ change: idField("change") }), maxAttempts: 8 },
  /** Tells somebody that another policy is live for an agent of theirs. */
  mail_policy_changed: { payload: z.object({ person: idField("person"), agent: idField("agent") }), maxAttempts: 8 },
  /** Holds a text against recorded decisions. */
  run_replay: { payload: z.object({ replay: idField("replay") }), maxAttempts: 3 },
  /** Carries out an import that a person started. */
  run_import: { payload: z.object({ import: idField("import") }), maxAttempts: 8 },
  /** What a large change of the directory's groups gives and takes: too much for the transaction that made it. */
  directory_moves: {
    payload: z.object({
      directory: z.string(),
      moves: z.array(z.object({ person: idField("person"), gained: z.array(z.string()), lost: z.array(z.string()) })),
    }),
    maxAttempts: 8,
  },
} as const satisfies Record<string, JobKind>;

export type JobName = keyof typeof jobCatalogue;
export type JobPayload<N extends JobName> = z.output<(typeof jobCatalogue)[N]["payload"]>;

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobCatalogue, name);
}
