import * as z from "zod/mini";
import { environments } from "@/lib/core/environments";
import { idField, instant, pageOf, pageQuery } from "@/lib/core/fields";
import { outcomes, reasonCodes } from "@/lib/policy/rules/snapshot";

export const replayStates = ["queued", "running", "done", "cancelled", "failed"] as const;
/** From what to what: deny < ask < allow. */
export const replayMoves = ["allow ask", "allow deny", "ask allow", "ask deny", "deny allow", "deny ask"] as const;

export const ReplayResult = z.object({
  /** Decisions of which it is known what both would have decided. */
  judged: z.int(),
  /** What is not kept of them is needed to say so. Nothing is guessed. */
  not_replayable: z.int(),
  changed: z.int(),
  /** Of those, how many would be allowed or asked where they were not. */
  rises: z.int(),
  moves: z.record(z.string(), z.int()),
  /** How often each approvers would have been asked, then and now. */
  questions: z.array(z.object({ approvers: z.string(), before: z.int(), after: z.int() })),
  /** Rows behind the numbers that are kept; more than this many are counted only. */
  rows_kept: z.int(),
});
export type ReplayResult = z.output<typeof ReplayResult>;

export const PolicyReplay = z.object({
  id: idField("replay"),
  created_at: instant,
  agent: z.nullable(z.string()),
  environment: z.enum(environments),
  state: z.enum(replayStates),
  /** The text that was held against the record, and the version it was compared with. */
  digest: z.string(),
  base_version: z.nullable(z.int()),
  from: instant,
  to: instant,
  done: z.int(),
  total: z.int(),
  result: z.nullable(ReplayResult),
  detail: z.nullable(z.string()),
  finished_at: z.nullable(instant),
  abilities: z.array(z.enum(["cancel", "open_rows"])),
});
export type PolicyReplay = z.output<typeof PolicyReplay>;

const Verdict = z.object({ outcome: z.enum(outcomes), reason: z.enum(reasonCodes), rule: z.nullable(z.string()) });
export const ReplayedDecision = z.object({
  decision: idField("decision"),
  agent: z.string(),
  action: z.string(),
  before: Verdict,
  after: Verdict,
});
export const ReplayedPage = pageOf(ReplayedDecision);
export type ReplayedPage = z.output<typeof ReplayedPage>;

export const ReplayParams = z.strictObject({ id: idField("replay") });
export const ReplayedQuery = z.strictObject({ ...pageQuery, move: z.optional(z.array(z.enum(replayMoves))) });
export type ReplayedQuery = z.output<typeof ReplayedQuery>;
export const NewReplay = z.strictObject({
  /** How far back; the record may reach less far. */
  days: z._default(z.int().check(z.gte(1), z.lte(90)), 30),
});
