import * as z from "zod/mini";
import { bulkLimit, bulkMembers, bulkOutcomes, bulkVerbs, ownerParts } from "@/lib/agents/rules";
import { idField, slugField } from "@/lib/core/fields";
import { lineField, listOf, reasonField } from "./parts";

/** One object and no union, so that a wrong body is told all its faults. */
export const BulkChange = z
  .strictObject({
    verb: z.enum(bulkVerbs),
    slugs: listOf(slugField, bulkLimit).check(z.minLength(1)),
    /** Says what would happen to each, and changes nothing. */
    dry_run: z._default(z.boolean(), false),
    part: z.optional(z.enum(ownerParts)),
    person: z.optional(idField("person")),
    tag: z.optional(lineField(40)),
    reason: z.optional(reasonField),
  })
  .check((payload) => {
    const { verb, slugs: _, dry_run: __, ...given } = payload.value;
    const members: readonly string[] = bulkMembers[verb];
    const wanted = members.filter((member) => !Object.hasOwn(given, member));
    const strange = Object.keys(given).filter((member) => !members.includes(member));
    for (const member of [...wanted, ...strange]) {
      const message = strange.includes(member) ? `Does not go with the verb ${verb}.` : "Required.";
      payload.issues.push({ code: "custom", path: [member], message, input: payload.value });
    }
  });
export type BulkChange = z.output<typeof BulkChange>;

export const BulkRow = z.object({
  slug: slugField,
  outcome: z.enum(bulkOutcomes),
  /** Why it failed, or what is worth knowing although it did not. */
  detail: z.nullable(z.string()),
});
export type BulkRow = z.output<typeof BulkRow>;
export const BulkResult = z.object({ data: z.array(BulkRow) });
export type BulkResult = z.output<typeof BulkResult>;
