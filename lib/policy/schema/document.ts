import * as z from "zod/mini";
import {
  boundaries,
  effects,
  enforcementPlaces,
  keptArguments,
  outcomes,
  reasonCodes,
  risks,
  strengths,
} from "@/lib/policy/rules/snapshot";

/** The words of rules, intents and tests: lower case, digits and dashes, as they stand in decisions and grants. */
const name = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/));
const sentence = z.string().check(z.trim(), z.minLength(1), z.maxLength(500));
const pattern = z.string().check(z.minLength(1), z.maxLength(512));
const patterns = z.array(pattern).check(z.minLength(1), z.maxLength(200));
const members = z.record(z.string(), z.json());

/** Who may start a session of an intent, for what, how often and for how long. */
export const Issuance = z.strictObject({
  /** An expression of people, as approvers are; without it anybody whom the agent's identity provider proves. */
  who: z.optional(z.string().check(z.minLength(1), z.maxLength(512))),
  /** A session names its task; this pattern must fit it. */
  task: z.optional(pattern),
  per_hour: z.optional(z.int().check(z.gte(1), z.lte(100_000))),
  per_day: z.optional(z.int().check(z.gte(1), z.lte(1_000_000))),
  /** People who must say yes before a session starts. */
  approvers: z.optional(z.string().check(z.minLength(1), z.maxLength(512))),
});

export const Intent = z.strictObject({
  id: name,
  statement: sentence,
  actions: patterns,
  max_session_minutes: z.int().check(z.gte(1), z.lte(1440)),
  issuance: z.optional(Issuance),
});
export type Intent = z.output<typeof Intent>;

export const Rule = z.strictObject({
  id: name,
  effect: z.enum(effects),
  actions: patterns,
  resources: z.optional(patterns),
  when: z.optional(z.string().check(z.minLength(1), z.maxLength(4096))),
  risk: z.optional(z.enum(risks)),
  approvers: z.optional(z.string().check(z.minLength(1), z.maxLength(512))),
  window_seconds: z.optional(z.int().check(z.gte(30), z.lte(86_400))),
  grant_minutes: z.optional(z.int().check(z.gte(1), z.lte(60))),
  boundary: z.enum(boundaries),
  strength: z.optional(z.enum(strengths)),
  enforced_at: z.optional(z.array(z.enum(enforcementPlaces)).check(z.minLength(1), z.maxLength(4))),
  because: sentence,
});
export type Rule = z.output<typeof Rule>;

const call = {
  action: z.string().check(z.minLength(1), z.maxLength(512)),
  args: z.optional(members),
  resource: z.optional(
    z.strictObject({
      type: z.string().check(z.minLength(1), z.maxLength(512)),
      id: z.string().check(z.minLength(1), z.maxLength(2048)),
      properties: z.optional(members),
    }),
  ),
  context: z.optional(members),
  /** The intent of the session the call is made in; without it there is no session. */
  intent: z.optional(name),
  now: z.optional(z.iso.datetime({ offset: true })),
};
export const TriedCall = z.strictObject(call);
export type TriedCall = z.output<typeof TriedCall>;

/** What must stay as it is: a call, and what is decided about it. */
export const PolicyTest = z.strictObject({
  name: sentence,
  ...call,
  expect: z.enum(outcomes),
  reason: z.optional(z.enum(reasonCodes)),
  rule: z.optional(z.string().check(z.maxLength(80))),
});
export type PolicyTest = z.output<typeof PolicyTest>;

/** One agent's policy as it is written. */
export const PolicyDocument = z.strictObject({
  require_intent: z._default(z.boolean(), true),
  intents: z._default(z.array(Intent).check(z.maxLength(200)), []),
  rules: z._default(z.array(Rule).check(z.maxLength(10_000)), []),
  tests: z._default(z.array(PolicyTest).check(z.maxLength(2_000)), []),
  /** Which arguments of calls are kept with decisions. */
  keep_arguments: z._default(z.enum(keptArguments), "read"),
  /** Paths below `args` that are masked before they are written anywhere. */
  secret_arguments: z._default(z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.maxLength(200)), []),
});
export type PolicyDocument = z.output<typeof PolicyDocument>;

/** In which line of its text each part of a policy begins. */
export const PolicyLines = z.object({ intents: z.array(z.int()), rules: z.array(z.int()), tests: z.array(z.int()) });
export type PolicyLines = z.output<typeof PolicyLines>;

/** The line of `/rules/3`. */
export function lineAt(lines: PolicyLines, pointer: string): number {
  const [, part = "", at = ""] = pointer.split("/");
  const known = part === "intents" || part === "rules" || part === "tests" ? lines[part] : [];
  return known[Number(at)] ?? 1;
}
