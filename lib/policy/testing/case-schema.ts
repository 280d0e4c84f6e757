import * as z from "zod/mini";
import { outcomes, reasons, type Reason } from "@/lib/policy/rules";

const texts = z.array(z.string());
const members = z.record(z.string(), z.unknown());

const rule = z.strictObject({
  id: z.string(),
  since: z.int(),
  effect: z.string(),
  actions: texts,
  resources: z.optional(texts),
  when: z.optional(z.string()),
  risk: z.optional(z.string()),
  approvers: z.optional(z.string()),
  window_seconds: z.optional(z.int()),
  boundary: z.enum(["hard", "soft"]),
  because: z.string(),
});

const intent = z.strictObject({
  id: z.string(),
  statement: z.string(),
  actions: texts,
  max_session_minutes: z.int(),
});

const agentMembers = {
  version: z.int(),
  state: z.string(),
  tier: z.string(),
  require_intent: z.boolean(),
  governed_until: z.nullable(z.string()),
  binds: texts,
  intents: z.array(intent),
  rules: z.array(rule),
};

const snapshot = z.partial(
  z.strictObject({
    format: z.string(),
    critical: texts,
    guardrails: z.strictObject({ version: z.int(), rules: z.array(rule) }),
    agents: z.record(z.string(), z.strictObject(agentMembers)),
    contained: z.strictObject({
      agents: texts,
      tools: z.array(z.strictObject({ actions: texts, agents: z.optional(texts) })),
      all: z.boolean(),
    }),
    tools: z.record(
      z.string(),
      z.strictObject({ state: z.string(), tools: z.record(z.string(), z.strictObject({ digests: texts })) }),
    ),
    systems: z.record(z.string(), z.strictObject({ verifies_caller: z.optional(z.boolean()), actions: texts })),
  }),
);

const session = z.strictObject({
  sid: z.string(),
  sub: z.optional(z.string()),
  aud: z.optional(z.string()),
  intent: z.string(),
  actions: texts,
  within: z.optional(z.array(texts)),
  parent: z.optional(z.string()),
  initiator: z.optional(z.strictObject({ type: z.string(), id: z.string() })),
  initiator_proven: z.boolean(),
  iat: z.int(),
  exp: z.int(),
});

const digest = z.string().check(z.regex(/^sha-256:[\w-]{43}$/));

const approval = z.strictObject({
  id: z.string(),
  genuine: z.boolean(),
  used: z.optional(z.boolean()),
  grant: z.strictObject({
    jti: z.string(),
    aud: z.string(),
    sub: z.string(),
    exp: z.int(),
    action_digest: digest,
    rules: z.array(z.strictObject({ id: z.string(), since: z.int() })),
    policy: z.strictObject({ version: z.int(), epoch: z.int(), sequence: z.int() }),
  }),
});

const at = z.string().check(z.regex(/^\/(action|resource|context)\/[\w/]+$/));
const filling = z.union([
  z.strictObject({ at, text: z.string(), times: z.int() }),
  z.strictObject({ at, value: z.unknown(), times: z.int() }),
  z.strictObject({ at, value: z.unknown(), nested: z.int() }),
]);

const decisionCase = z.strictObject({
  name: z.string().check(z.regex(/^[a-z-]+: \S/)),
  why: z.string().check(z.minLength(3)),
  now: z.iso.datetime(),
  snapshot: z.optional(snapshot),
  agent: z.optional(z.partial(z.strictObject(agentMembers))),
  evaluation: z.strictObject({ subject: members, action: members, resource: members, context: z.optional(members) }),
  fill: z.optional(z.array(filling)),
  session: z.optional(z.union([z.literal("ended"), session])),
  approval: z.optional(approval),
  refused_by_person: z.optional(z.literal(true)),
  expect: z.strictObject({
    outcome: z.enum(outcomes),
    reason: z.string().check(z.refine((reason): reason is Reason => Object.hasOwn(reasons, reason))),
    rule: z.optional(z.string()),
    rules: z.optional(texts),
    digest: z.optional(digest),
    cost: z.optional(z.int()),
  }),
});

/** Refuses every member that the reader of the cases would not read. */
export const caseFileSchema = z.strictObject({
  topic: z.string(),
  snapshot: z.optional(snapshot),
  cases: z.array(decisionCase),
});
