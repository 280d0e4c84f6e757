import * as z from "zod/mini";
import { environments } from "@/lib/core/environments";
import { idField, instant, slugField } from "@/lib/core/fields";
import { PolicyDocument, TriedCall } from "@/lib/policy/schema/document";
import { findingCodes } from "@/lib/policy/rules/writing/findings";
import { effects, outcomes, reasonCodes, risks } from "@/lib/policy/rules/snapshot";
import { policyTemplates } from "@/lib/policy/rules/writing/templates";

export const maxPolicyBytes = 1_048_576;

export const DraftParams = z.strictObject({ slug: slugField });
export const GuardrailsParams = z.strictObject({ environment: z.enum(environments) });
/** The whole text, as people keep it: YAML with its comments, or JSON. */
const text = z.string().check(z.maxLength(maxPolicyBytes));
/** `live`: from what is live now. */
const beginnings = [...policyTemplates, "live"] as const;
export const NewPolicyDraft = z.strictObject({ template: z._default(z.enum(beginnings), "empty") });
export type NewPolicyDraft = z.output<typeof NewPolicyDraft>;
export const PolicyDraftChange = z.strictObject({ text });

const line = z.int().check(z.gte(1));
export const PolicyFinding = z.object({
  code: z.enum(findingCodes),
  /** Where in the document, and in which line of the text. */
  pointer: z.string(),
  line,
  /** The rule or intent it is about. */
  id: z.string(),
  detail: z.string(),
  /** The rule that stands in the way. */
  other: z.optional(z.string()),
});
export type PolicyFinding = z.output<typeof PolicyFinding>;

const TestResult = z.object({
  name: z.string(),
  passed: z.boolean(),
  line,
  outcome: z.enum(outcomes),
  reason: z.enum(reasonCodes),
  rule: z.nullable(z.string()),
  detail: z.string(),
});

export const PolicyDraft = z.object({
  id: idField("policyDraft"),
  version: z.int(),
  created_at: instant,
  updated_at: instant,
  /** Null: the guardrails of the environment. */
  agent: z.nullable(z.string()),
  environment: z.enum(environments),
  /** The version it began from, or was last brought up to date with; null where nothing was live. */
  base_version: z.nullable(z.int()),
  text: z.string(),
  document: PolicyDocument,
  findings: z.array(PolicyFinding),
  tests: z.array(TestResult),
  abilities: z.array(z.enum(["update", "delete", "propose"])),
});
export type PolicyDraft = z.output<typeof PolicyDraft>;

export const PolicyTry = TriedCall;

/** A rule whose patterns fit the call, and what its condition said. */
const RuleAnswer = z.object({
  rule: z.string(),
  effect: z.enum(effects),
  answer: z.enum(["matches", "does_not_match", "cannot_be_evaluated"]),
  /** In the text of the draft; null for a guardrail. */
  line: z.nullable(line),
  /** The part of the condition that decided, and the values it read. */
  part: z.nullable(z.string()),
  values: z.array(z.object({ path: z.string(), value: z.nullable(z.string()) })),
  detail: z.nullable(z.string()),
});

const Verdict = z.object({ outcome: z.enum(outcomes), reason: z.enum(reasonCodes), rule: z.nullable(z.string()) });

export const PolicyTrial = z.object({
  ...Verdict.shape,
  rules: z.array(z.string()),
  detail: z.string(),
  /** What a person would be asked, where the outcome is `ask`. */
  asks: z.nullable(
    z.object({
      risk: z.enum(risks),
      approvers: z.array(z.string()),
      window_seconds: z.int(),
    }),
  ),
  answers: z.array(RuleAnswer),
  /** What it would be without the rules that decided. */
  otherwise: z.nullable(Verdict),
  /** Steps counted; more than 200,000 are too many. */
  cost: z.int(),
});
export type PolicyTrial = z.output<typeof PolicyTrial>;
