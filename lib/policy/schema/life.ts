import * as z from "zod/mini";
import { PersonRef } from "@/lib/agents/schema";
import { environments } from "@/lib/core/environments";
import { idField, instant, moment, pageOf, pageQuery } from "@/lib/core/fields";
import { changeStates } from "@/lib/policy/rules/changing/states";
import { PolicyDocument } from "@/lib/policy/schema/document";
import { DraftParams, GuardrailsParams } from "@/lib/policy/schema/draft";

const words = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));
const number = z.int().check(z.gte(1));
/** Of a policy: the agent's, or the guardrails of the environment. */
const whose = { agent: z.nullable(z.string()), environment: z.enum(environments) };
/** Who did it: a person by id and name, or Ambit itself. */
const doer = z.object({ id: z.string(), name: z.string() });

/** When a rule became what it is, who proposed that and why. */
const RuleOrigin = z.object({
  rule: z.string(),
  since: number,
  line: z.int(),
  because: z.string(),
  published_at: instant,
  published_by: doer,
  change: z.nullable(idField("change")),
});

export const LivePolicy = z.object({
  ...whose,
  /** Null where nothing is live: then everything is denied, or nothing more is limited. */
  live_version: z.nullable(number),
  digest: z.nullable(z.string()),
  text: z.nullable(z.string()),
  document: z.nullable(PolicyDocument),
  published_at: z.nullable(instant),
  published_by: z.nullable(doer),
  because: z.nullable(z.string()),
  change: z.nullable(idField("change")),
  /** The snapshot that brought it. */
  epoch: z.nullable(z.int()),
  sequence: z.nullable(z.int()),
  /** Who changed each rule last, and why. */
  origins: z.array(RuleOrigin),
  draft: z.nullable(z.object({ version: z.int(), base_version: z.nullable(z.int()), updated_at: instant })),
  /** The change that waits, if any does. */
  open_change: z.nullable(idField("change")),
  abilities: z.array(z.enum(["update", "review", "bypass"])),
});
export type LivePolicy = z.output<typeof LivePolicy>;
export const GuardrailsList = z.object({ data: z.array(LivePolicy) });

export const PolicyVersionLine = z.object({
  number,
  digest: z.string(),
  because: z.string(),
  published_at: instant,
  published_by: doer,
  change: z.nullable(idField("change")),
  epoch: z.int(),
  sequence: z.int(),
  live: z.boolean(),
});
export type PolicyVersionLine = z.output<typeof PolicyVersionLine>;
export const PolicyVersionPage = pageOf(PolicyVersionLine);
export type PolicyVersionPage = z.output<typeof PolicyVersionPage>;
export const PolicyVersion = z.object({
  ...PolicyVersionLine.shape,
  ...whose,
  text: z.string(),
  document: PolicyDocument,
  /** In which version each rule was last changed. */
  since: z.record(z.string(), z.int()),
});
export type PolicyVersion = z.output<typeof PolicyVersion>;

const versionNumber = z.pipe(z.coerce.string().check(z.regex(/^[1-9]\d{0,8}$/)), z.coerce.number());
export const VersionParams = z.strictObject({ ...DraftParams.shape, number: versionNumber });
export const GuardrailsVersionParams = z.strictObject({ ...GuardrailsParams.shape, number: versionNumber });
export const VersionsQuery = z.strictObject(pageQuery);
export const RestoreVersion = z.strictObject({ because: words(2000) });

export const NewPolicyChange = z.strictObject({
  title: words(120),
  because: words(2000),
  /** The draft as whoever proposes it has seen it. */
  draft_version: number,
  /** When it is to go live; without it, when somebody applies it. */
  activate_at: z.optional(moment),
  /** When what was live before is to be live again. */
  expires_at: z.optional(moment),
});
export type NewPolicyChange = z.output<typeof NewPolicyChange>;

export const RebaseDraft = z.strictObject({
  /** For each place where both sides changed the same: whose word stands. */
  choices: z._default(
    z
      .array(z.strictObject({ pointer: z.string().check(z.maxLength(700)), take: z.enum(["mine", "theirs"]) }))
      .check(z.maxLength(1000)),
    [],
  ),
});
export type RebaseDraft = z.output<typeof RebaseDraft>;

const Effect = z.object({
  code: z.string(),
  pointer: z.nullable(z.string()),
  /** The rule, intent or test it is about. */
  id: z.nullable(z.string()),
  detail: z.string(),
  /** A call for which it makes a difference. */
  example: z.nullable(z.json()),
});

const Review = z.object({
  person: PersonRef,
  verdict: z.enum(["approve", "reject"]),
  comment: z.string(),
  at: instant,
});

export const changeAbilities = ["approve", "reject", "withdraw", "apply", "bypass", "look_at", "comment"] as const;

export const PolicyChangeLine = z.object({
  id: idField("change"),
  created_at: instant,
  updated_at: instant,
  ...whose,
  state: z.enum(changeStates),
  title: z.string(),
  because: z.string(),
  author: PersonRef,
  base_version: z.nullable(number),
  /** The version it goes back to. */
  restores: z.nullable(number),
  /** Found by comparing, never declared: some call may be allowed that was not, or less stands before it. */
  loosens: z.boolean(),
  /** Whether somebody who wrote nothing of it must say yes first. */
  needs_review: z.boolean(),
  /** What is live is no longer what it began from. */
  conflict: z.boolean(),
  activate_at: z.nullable(instant),
  expires_at: z.nullable(instant),
  emergency: z.nullable(
    z.object({ reason: z.string(), review_due: instant, reviewed_at: z.nullable(instant), overdue: z.boolean() }),
  ),
  applied_version: z.nullable(number),
  closed_at: z.nullable(instant),
  reviews: z.array(Review),
  abilities: z.array(z.enum(changeAbilities)),
});
export type PolicyChangeLine = z.output<typeof PolicyChangeLine>;
export const PolicyChangePage = pageOf(PolicyChangeLine);
export type PolicyChangePage = z.output<typeof PolicyChangePage>;

export const PolicyChange = z.object({
  ...PolicyChangeLine.shape,
  text: z.string(),
  document: PolicyDocument,
  /** What it would take the place of, as it was when it was proposed. */
  base_text: z.nullable(z.string()),
  loosenings: z.array(Effect),
  tightenings: z.array(Effect),
  comments: z.array(z.object({ id: idField("comment"), person: PersonRef, text: z.string(), at: instant })),
  /** Who could review it now. */
  reviewers: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type PolicyChange = z.output<typeof PolicyChange>;

export const ChangeParams = z.strictObject({ id: idField("change") });
export const ChangesQuery = z.strictObject({ ...pageQuery, state: z.optional(z.array(z.enum(changeStates))) });
export const OpenChangesQuery = z.strictObject({
  ...ChangesQuery.shape,
  /** `true`: what went live in an emergency and nobody looked at since. */
  unreviewed: z.optional(z.enum(["true"])),
  /** Samples are left out unless asked for. */
  sample: z.optional(z.enum(["true", "false"])),
});
export type ChangesQuery = z.output<typeof ChangesQuery>;
export type OpenChangesQuery = z.output<typeof OpenChangesQuery>;

export const ReviewWords = z.strictObject({ comment: z._default(z.string().check(z.trim(), z.maxLength(2000)), "") });
export const RejectWords = z.strictObject({ comment: words(2000) });
export const BypassWords = z.strictObject({ reason: words(2000) });
export const CommentWords = z.strictObject({ text: words(4000) });
