import * as z from "zod/mini";
import { environments } from "@/lib/core/environments";
import { idField, instant } from "@/lib/core/fields";
import { outcomes, reasonCodes } from "@/lib/policy/rules";

export const day = z.iso.date();

/** Decisions that are alike, folded into one. */
export const DecisionShape = z.object({
  shape: z.string(),
  environment: z.enum(environments),
  agent: z.string(),
  action: z.string(),
  outcome: z.enum(outcomes),
  reason: z.enum(reasonCodes),
  detail: z.string(),
  rule: z.nullable(z.string()),
  count: z.int(),
  /** How many on each day of the range, the first day first. */
  trend: z.array(z.int()),
  last_id: idField("decision"),
  last_at: instant,
  sample: z.boolean(),
});
export type DecisionShape = z.output<typeof DecisionShape>;

export const DecisionShapePage = z.object({
  data: z.array(DecisionShape),
  next_cursor: z.nullable(z.string()),
  /** The days that were counted, in UTC, both included. */
  from: day,
  to: day,
});
export type DecisionShapePage = z.output<typeof DecisionShapePage>;
