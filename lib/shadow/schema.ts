import * as z from "zod/mini";
import { AgentRef, lineField, PersonRef, reasonField, textField } from "@/lib/agents/schema";
import { environments } from "@/lib/core/environments";
import { idField, instant, nameField, pageOf, pageQuery, slugField } from "@/lib/core/fields";
import { dispositions, shadowAbilities } from "@/lib/shadow/rules";

/** Text as it was seen out there: kept as it is, whatever it hides, and shown with every hidden character visible. */
const seenField = (min: number, max: number) =>
  z
    .string()
    .check(
      z.minLength(min),
      z.maxLength(max),
      z.regex(/^[^\u0000\p{Cs}]*$/u, "It holds a character that cannot be kept (NUL, or half of one)."),
    );

export const ShadowAgent = z.object({
  id: idField("shadow"),
  version: z.int(),
  created_at: instant,
  updated_at: instant,
  /** As it was seen: it may hold characters that hide or reorder others. */
  name: z.string(),
  /** What saw it. */
  source: z.string(),
  /** What tells it from others there. */
  source_ref: z.string(),
  detail: z.string(),
  first_seen_at: instant,
  last_seen_at: instant,
  sightings: z.int(),
  /** What holds now: something ignored is undecided again when its time is over. */
  disposition: z.enum(dispositions),
  reason: z.nullable(z.string()),
  /** Also when it is over. */
  ignore_until: z.nullable(instant),
  decided_at: z.nullable(instant),
  decided_by: z.nullable(PersonRef),
  /** It was seen after somebody decided: news where it is blocked. */
  seen_since: z.boolean(),
  /** The agent it is governed as. */
  agent: z.nullable(AgentRef),
  sample: z.boolean(),
  abilities: z.array(z.enum(shadowAbilities)),
});
export type ShadowAgent = z.output<typeof ShadowAgent>;

export const ShadowPage = pageOf(ShadowAgent);
export type ShadowPage = z.output<typeof ShadowPage>;

export const ShadowParams = z.strictObject({ id: idField("shadow") });

export const ListShadowQuery = z.strictObject({
  /** Part of the name, of where it was seen or of what tells it apart there. */
  q: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(120))),
  disposition: z.optional(z.array(z.enum(dispositions)).check(z.maxLength(10))),
  source: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(120))).check(z.maxLength(20))),
  ...pageQuery,
});
export type ListShadowQuery = z.output<typeof ListShadowQuery>;

export const Sighting = z.strictObject({
  name: seenField(1, 200),
  source: lineField(120),
  source_ref: seenField(1, 500),
  detail: z._default(seenField(0, 2_000), ""),
  /** When it was seen; now, without it. */
  seen_at: z.optional(instant),
});
export type Sighting = z.output<typeof Sighting>;

const GovernedDraft = z.strictObject({
  name: nameField,
  environment: z.enum(environments),
  purpose: z._default(textField(2_000), ""),
  /** Asked to accept; without it, whoever decides. */
  owner: z.optional(idField("person")),
});

export const Decision = z.strictObject({
  disposition: z.enum(dispositions),
  reason: reasonField,
  /** With `ignore` only: at most 365 days from now. */
  ignore_until: z.optional(instant),
  /** With `govern` only: the agent it is. */
  agent: z.optional(slugField),
  /** With `govern` only: makes the agent as a draft. */
  draft: z.optional(GovernedDraft),
});
export type Decision = z.output<typeof Decision>;
