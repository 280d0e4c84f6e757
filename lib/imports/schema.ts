import * as z from "zod/mini";
import { agentStates } from "@/lib/agents/rules";
import { environments } from "@/lib/core/environments";
import { idField, instant, pageOf, pageQuery } from "@/lib/core/fields";
import { editableFields, importAbilities, importStates, rowLimits, rowPlans, rowResults } from "@/lib/imports/rules";

/**
 * Text of a row is held to a length alone: what is wrong with it is said beside the row, and the other rows still
 * import. A member that is not known is refused for the whole.
 */
const text = (max: number) => z.string().check(z.maxLength(max));
const texts = (max: number) => z.optional(z.array(text(500)).check(z.maxLength(max)));

const origin = text(1_200);
/** Names alone, or with a fingerprint: a value has no place to stand. */
const Sealed = z.strictObject({
  name: text(200),
  fingerprint: z.optional(z.string().check(z.regex(/^sha-256:[0-9a-f]{8,64}$/))),
});

const RowTool = z.strictObject({
  name: text(1_000),
  server: z._default(text(200), ""),
  effect: z._default(z.nullable(z.enum(["approve", "ask", "prohibit"])), null),
  hard: z._default(z.boolean(), false),
  origin: z._default(origin, ""),
});

const RowServer = z.strictObject({
  name: text(200),
  transport: z._default(text(40), ""),
  command: z._default(text(8_000), ""),
  url: z._default(text(4_000), ""),
  variables: z._default(z.array(Sealed).check(z.maxLength(500)), []),
  headers: z._default(z.array(Sealed).check(z.maxLength(500)), []),
  origin: z._default(origin, ""),
});

/** One agent as files describe it. What is left out or empty changes nothing of an agent that is there. */
export const ImportRowInput = z.strictObject({
  /** Where it comes from; the same key finds the same agent again. */
  key: z.optional(text(1_500)),
  /** The agent's address, where the file knows it. */
  slug: z.optional(text(200)),
  name: text(10_000),
  purpose: z.optional(text(20_000)),
  kind: z.optional(text(60)),
  environment: z.optional(text(60)),
  owner_email: z.optional(text(320)),
  deputy_email: z.optional(text(320)),
  tier_target: z.optional(text(60)),
  autonomy: z.optional(text(60)),
  model_providers: texts(rowLimits.list),
  data_classes: texts(rowLimits.list),
  tags: texts(rowLimits.list),
  /** Slugs of systems; one nobody knows yet is added. */
  systems: texts(rowLimits.list),
  /** The key of the agent whose sub-agent it is. */
  parent: z.optional(text(1_500)),
  /** What the files of `origins` say; what other files said before stays. */
  tools: z.optional(z.array(RowTool).check(z.maxLength(rowLimits.tools))),
  servers: z.optional(z.array(RowServer).check(z.maxLength(rowLimits.servers))),
  /** The files it was read from, by path. */
  origins: texts(200),
  /** What a person set in the review. A name that only a file gives never renames an agent found by its key. */
  edited: z.optional(z.array(z.enum(editableFields))),
});
export type ImportRowInput = z.output<typeof ImportRowInput>;

const ImportSource = z.strictObject({
  path: text(4_096),
  kind: z.string().check(z.regex(/^[a-z][a-z0-9_]{0,40}$/)),
  fingerprint: text(100),
});

export const NewImport = z.strictObject({
  sources: z._default(z.array(ImportSource).check(z.maxLength(10_000)), []),
  /** For new agents whose file does not say it. */
  environment: z.optional(z.enum(environments)),
  rows: z.array(ImportRowInput).check(z.minLength(1), z.maxLength(rowLimits.rows)),
});
export type NewImport = z.output<typeof NewImport>;

const count = z.int();
export const Import = z.object({
  id: idField("import"),
  version: z.int(),
  created_at: instant,
  created_by: z.object({ id: idField("person"), name: z.string() }),
  state: z.enum(importStates),
  /** Why it was given up; null unless it failed. */
  reason: z.nullable(z.string()),
  total: count,
  /** Rows that have a result. */
  done: count,
  started_at: z.nullable(instant),
  finished_at: z.nullable(instant),
  plans: z.object({ create: count, update: count, unchanged: count, error: count }),
  results: z.object({ created: count, updated: count, unchanged: count, failed: count, skipped: count }),
  abilities: z.array(z.enum(importAbilities)),
});
export type Import = z.output<typeof Import>;

export const ImportRow = z.object({
  number: z.int(),
  name: z.string(),
  plan: z.enum(rowPlans),
  result: z.nullable(z.enum(rowResults)),
  /** The agent it changes or made. */
  agent: z.nullable(z.object({ slug: z.string(), name: z.string(), state: z.enum(agentStates) })),
  /** Field by field; null is nothing. */
  changes: z.array(z.object({ field: z.string(), before: z.nullable(z.string()), after: z.nullable(z.string()) })),
  /** Why it cannot be done, or was not. */
  faults: z.array(z.object({ field: z.string(), detail: z.string() })),
  /** What the file says and the import leaves alone. */
  notes: z.array(z.string()),
});
export type ImportRow = z.output<typeof ImportRow>;

export const ImportRowPage = pageOf(ImportRow);
export type ImportRowPage = z.output<typeof ImportRowPage>;

export const ImportParams = z.strictObject({ id: idField("import") });
export const ListRowsQuery = z.strictObject({
  plan: z.optional(z.array(z.enum(rowPlans))),
  /** `none`: not run yet. */
  result: z.optional(z.array(z.enum([...rowResults, "none"]))),
  ...pageQuery,
});
export type ListRowsQuery = z.output<typeof ListRowsQuery>;

export const RunImport = z.strictObject({
  /** Numbers of rows; without it, every row that can be run and has not been. Named rows that failed are judged anew. */
  only: z.optional(z.array(z.int().check(z.gte(1))).check(z.minLength(1), z.maxLength(rowLimits.rows))),
});
export type RunImport = z.output<typeof RunImport>;

export const CardAddress = z.strictObject({ url: z.string().check(z.trim(), z.minLength(1), z.maxLength(2_000)) });
export const FetchedCard = z.object({ url: z.string(), text: z.string() });
export type FetchedCard = z.output<typeof FetchedCard>;
