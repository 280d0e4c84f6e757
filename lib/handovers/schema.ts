import * as z from "zod/mini";
import { agentStates, ownerParts } from "@/lib/agents/rules";
import { PersonRef } from "@/lib/agents/schema";
import { environments } from "@/lib/core/environments";
import { idField, instant, pageOf, pageQuery, slugField } from "@/lib/core/fields";
import { leaveCauses, maxAssigned, outcomes, partStates, suggestionReasons } from "@/lib/handovers/rules";

/** What somebody who left held, as lists show it: how far it is, not each part. */
export const Handover = z.object({
  id: idField("handover"),
  version: z.int(),
  person: PersonRef,
  because: z.enum(leaveCauses),
  /** The team they left; null where they left altogether. */
  team: z.nullable(z.object({ id: idField("team"), name: z.string() })),
  /** Whether the directory opened it, and not somebody in the console. */
  by_directory: z.boolean(),
  opened_at: instant,
  finished_at: z.nullable(instant),
  /** Parts held: owner of one agent and deputy of another are two. */
  parts: z.int(),
  /** Parts with somebody who accepted, or whose agent is retired. */
  done: z.int(),
  /** Parts for which somebody is asked and has not answered. */
  asked: z.int(),
  /** When the first agent without an owner fails closed, whatever it does until then. */
  closes_at: z.nullable(instant),
  sample: z.boolean(),
  abilities: z.array(z.enum(["assign"])),
});
export type Handover = z.output<typeof Handover>;

export const HandoverItem = z.object({
  agent: z.object({
    slug: slugField,
    name: z.string(),
    state: z.enum(agentStates),
    environment: z.enum(environments),
    governed_until: z.nullable(instant),
    governed: z.boolean(),
  }),
  part: z.enum(ownerParts),
  state: z.enum(partStates),
  /** Who accepted and is here. */
  holder: z.nullable(PersonRef),
  asked: z.nullable(PersonRef),
  asked_at: z.nullable(instant),
  /** The last who said no since the hand-over was opened, and why. */
  declined: z.nullable(z.object({ person: PersonRef, reason: z.nullable(z.string()) })),
  /** Nobody is asked by being suggested. */
  suggestions: z.array(z.object({ person: PersonRef, why: z.enum(suggestionReasons) })),
});
export type HandoverItem = z.output<typeof HandoverItem>;

export const HandoverDetail = z.extend(Handover, { items: z.array(HandoverItem) });
export type HandoverDetail = z.output<typeof HandoverDetail>;

export const HandoverPage = pageOf(Handover);
export type HandoverPage = z.output<typeof HandoverPage>;

export const HandoverParams = z.strictObject({ id: idField("handover") });
export const ListHandoversQuery = z.strictObject({
  open: z.optional(z.enum(["true", "false"])),
  /** Of one leaver. */
  person: z.optional(idField("person")),
  ...pageQuery,
});
export type ListHandoversQuery = z.output<typeof ListHandoversQuery>;

const Assigned = z.strictObject({ agent: slugField, part: z.enum(ownerParts), person: idField("person") });
export const Assignment = z.strictObject({
  items: z.array(Assigned).check(
    z.minLength(1),
    z.maxLength(maxAssigned),
    z.refine(
      (items) => new Set(items.map(({ agent, part }) => `${agent}:${part}`)).size === items.length,
      "Name each part once.",
    ),
  ),
});
export type Assignment = z.output<typeof Assignment>;

/** What became of each part; one that failed does not hold the others up. */
export const AssignmentResult = z.object({
  data: z.array(
    z.object({
      agent: slugField,
      part: z.enum(ownerParts),
      person: idField("person"),
      outcome: z.enum(outcomes),
      reason: z.nullable(z.string()),
    }),
  ),
});
export type AssignmentResult = z.output<typeof AssignmentResult>;
