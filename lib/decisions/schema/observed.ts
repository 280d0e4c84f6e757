import * as z from "zod/mini";
import { idField, slugField } from "@/lib/core/fields";
import { day } from "@/lib/decisions/schema/shape";

export const ObservedParams = z.strictObject({ slug: slugField });

const valueTypes = ["string", "number", "boolean", "null", "list", "object"] as const;
export type ValueType = (typeof valueTypes)[number];

export const ObservedArgument = z.object({
  /** Below `args`, as in `card.country`. */
  path: z.string(),
  types: z.array(z.enum(valueTypes)),
  /** In how many of the calls that were looked at. */
  seen: z.int(),
  /** A few short values that are kept unmasked. */
  samples: z.array(z.union([z.string(), z.number(), z.boolean()])),
});
export type ObservedArgument = z.output<typeof ObservedArgument>;

export const ObservedAction = z.object({
  action: z.string(),
  counts: z.object({ allow: z.int(), ask: z.int(), deny: z.int() }),
  resource_types: z.array(z.string()),
  arguments: z.array(ObservedArgument),
  last_id: idField("decision"),
});
export type ObservedAction = z.output<typeof ObservedAction>;

/** What an agent did lately, the most frequent first: counted whole, its arguments from a few calls of each kind. */
export const ObservedActions = z.object({ data: z.array(ObservedAction), from: day, to: day });
export type ObservedActions = z.output<typeof ObservedActions>;
