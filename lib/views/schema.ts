import * as z from "zod/mini";
import { PersonRef } from "@/lib/agents/schema";
import { idField, instant, nameField, pageOf, pageQuery } from "@/lib/core/fields";
import { explainViewQuery, viewAbilities, viewLists } from "@/lib/views/rules";

export const View = z.object({
  id: idField("view"),
  version: z.int(),
  created_at: instant,
  updated_at: instant,
  list: z.enum(viewLists),
  name: z.string(),
  /** The list's own part of the address, its keys sorted. */
  query: z.string(),
  /** For everybody here; else for its maker alone. */
  shared: z.boolean(),
  /** Its maker. */
  person: PersonRef,
  abilities: z.array(z.enum(viewAbilities)),
});
export type View = z.output<typeof View>;

export const ViewPage = pageOf(View);
export type ViewPage = z.output<typeof ViewPage>;

export const ViewParams = z.strictObject({ id: idField("view") });
export const ListViewsQuery = z.strictObject({ list: z.optional(z.enum(viewLists)), ...pageQuery });
export type ListViewsQuery = z.output<typeof ListViewsQuery>;

const queryField = z.string().check((context) => {
  const message = explainViewQuery(context.value);
  if (message !== undefined) context.issues.push({ code: "custom", message, input: context.value });
});

export const NewView = z.strictObject({
  list: z.enum(viewLists),
  name: nameField,
  query: queryField,
  shared: z._default(z.boolean(), false),
});
export type NewView = z.output<typeof NewView>;

export const ViewChange = z.partial(z.strictObject({ name: nameField, query: queryField, shared: z.boolean() }));
export type ViewChange = z.output<typeof ViewChange>;
