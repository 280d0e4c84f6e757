import * as z from "zod/mini";
import { callerChecks, dataClasses } from "@/lib/agents/rules";
import { listOf, textField } from "@/lib/agents/schema";
import { idField, instant, nameField, pageOf, pageQuery } from "@/lib/core/fields";
import { explainPattern, systemAbilities, systemSorts } from "@/lib/systems/rules";

/** Tool servers are systems too, so a system may be called as theirs are: with an underscore. */
export const systemSlugField = z
  .string()
  .check(
    z.regex(
      /^[a-z0-9][a-z0-9_-]{0,62}$/,
      "Lower-case letters, digits, - and _, at most 63, and a letter or digit first.",
    ),
  );

const patternField = z.string().check((context) => {
  const message = explainPattern(context.value);
  if (message !== undefined) context.issues.push({ code: "custom", message, input: context.value });
});

export const System = z.object({
  id: idField("system"),
  version: z.int(),
  created_at: instant,
  updated_at: instant,
  slug: systemSlugField,
  name: z.string(),
  description: z.string(),
  /** How it knows who calls it. */
  verifies: z.enum(callerChecks),
  /** Action patterns that belong to it. */
  actions: z.array(z.string()),
  data_classes: z.array(z.enum(dataClasses)),
  /** How many agents reach it, retired ones left out. */
  agents: z.int(),
  sample: z.boolean(),
  abilities: z.array(z.enum(systemAbilities)),
});
export type System = z.output<typeof System>;

export const SystemPage = pageOf(System);
export type SystemPage = z.output<typeof SystemPage>;

export const SystemParams = z.strictObject({ slug: systemSlugField });

export const ListSystemsQuery = z.strictObject({
  /** Part of the name or the slug. */
  q: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(120))),
  verifies: z.optional(z.array(z.enum(callerChecks)).check(z.maxLength(10))),
  data_class: z.optional(z.array(z.enum(dataClasses)).check(z.maxLength(20))),
  sort: z._default(z.enum(systemSorts), "name"),
  ...pageQuery,
});
export type ListSystemsQuery = z.output<typeof ListSystemsQuery>;

const fields = {
  name: nameField,
  description: textField(2_000),
  verifies: z.enum(callerChecks),
  actions: listOf(patternField, 100),
  data_classes: listOf(z.enum(dataClasses), dataClasses.length),
};

export const NewSystem = z.strictObject({
  name: fields.name,
  /** Without it, made from the name. */
  slug: z.optional(systemSlugField),
  description: z._default(fields.description, ""),
  verifies: z._default(fields.verifies, "unknown"),
  actions: z._default(fields.actions, []),
  data_classes: z._default(fields.data_classes, []),
});
export type NewSystem = z.output<typeof NewSystem>;

export const SystemChange = z.partial(z.strictObject(fields));
export type SystemChange = z.output<typeof SystemChange>;
