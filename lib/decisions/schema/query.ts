import * as z from "zod/mini";
import { environments } from "@/lib/core/environments";
import { idField, moment, pageQuery } from "@/lib/core/fields";
import { sampleChoices } from "@/lib/decisions/rules";
import { outcomes, reasonCodes } from "@/lib/policy/rules";

const several = <T extends z.ZodMiniType>(item: T) => z.optional(z.array(item).check(z.maxLength(50)));
const word = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));

export const shapeField = z.string().check(z.regex(/^[\w-]{22}$/));

/** What a list and its folded form are narrowed by; each may be given several times. */
const filters = {
  environment: several(z.enum(environments)),
  /** A slug, as calls name it. */
  agent: several(word(200)),
  outcome: several(z.enum(outcomes)),
  reason: several(z.enum(reasonCodes)),
  /** The deciding rule; a guardrail's begins with `guardrail/`. */
  rule: several(word(80)),
  action: several(word(512)),
  /** From this instant on. */
  from: z.optional(moment),
  /** Before this instant. */
  to: z.optional(moment),
  shape: several(shapeField),
  /** Rows of the sample data count in nothing unless they are asked for. */
  sample: z._default(z.enum(sampleChoices), "exclude"),
};

export const ListDecisionsQuery = z.strictObject({
  ...filters,
  session: several(idField("session")),
  /**
   * Only what is newer than this one: those next to it, newest first. As many as `limit` says there are more. Rows of
   * several nodes may arrive a moment out of order, so a tail asks from a little before the newest it has.
   */
  after: z.optional(idField("decision")),
  ...pageQuery,
});
export type ListDecisionsQuery = z.output<typeof ListDecisionsQuery>;

export const ListShapesQuery = z.strictObject({ ...filters, ...pageQuery });
export type ListShapesQuery = z.output<typeof ListShapesQuery>;

export const DecisionParams = z.strictObject({ id: idField("decision") });
