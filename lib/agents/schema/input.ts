import * as z from "zod/mini";
import { environments } from "@/lib/core/environments";
import { idField, instant, nameField, pageOf, pageQuery, slugField } from "@/lib/core/fields";
import {
  agentKinds,
  agentSorts,
  agentStates,
  autonomies,
  dataClasses,
  gapCodes,
  type IdentityKind,
  identityKinds,
  operators,
  ownerParts,
  statableParts,
  tiers,
} from "@/lib/agents/rules";
import { lineField, listOf, Ownership, reasonField, textField } from "./parts";

export const AgentParams = z.strictObject({ slug: slugField });
export const OwnershipParams = z.strictObject({ slug: slugField, id: idField("ownership") });
export const IdentityParams = z.strictObject({ slug: slugField, id: idField("identity") });
export const MemoryParams = z.strictObject({ slug: slugField, id: idField("memory") });
export const ReachParams = z.strictObject({
  slug: slugField,
  system: z.string().check(z.regex(/^[a-z0-9][a-z0-9_-]{0,62}$/)),
});
export const ChildParams = z.strictObject({ slug: slugField, child: slugField });

export const AsOfQuery = z.strictObject({ as_of: z.optional(instant) });

const several = <T extends z.ZodMiniType>(item: T) => z.optional(z.array(item).check(z.maxLength(50)));
export const ListAgentsQuery = z.strictObject({
  q: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(120))),
  state: several(z.enum(agentStates)),
  environment: several(z.enum(environments)),
  kind: several(z.enum(agentKinds)),
  tier_target: several(z.enum(tiers)),
  /** A person's id, `me`, or `none`: owner or deputy. */
  owner: several(z.union([idField("person"), z.literal("me"), z.literal("none")])),
  team: several(idField("team")),
  gap: several(z.enum(gapCodes)),
  tag: several(z.string().check(z.minLength(1), z.maxLength(60))),
  system: several(z.string().check(z.maxLength(63))),
  bridge: z.optional(z.enum(["true", "false"])),
  /** Sample agents are left out with `false`. */
  sample: z.optional(z.enum(["true", "false"])),
  sort: z._default(z.enum(agentSorts), "name"),
  ...pageQuery,
});
export type ListAgentsQuery = z.output<typeof ListAgentsQuery>;

const fields = {
  name: nameField,
  purpose: textField(2_000),
  kind: z.nullable(z.enum(agentKinds)),
  tier_target: z.nullable(z.enum(tiers)),
  autonomy: z.nullable(z.enum(autonomies)),
  model_providers: listOf(lineField(60), 20),
  data_classes: listOf(z.enum(dataClasses), dataClasses.length),
  tags: listOf(lineField(40), 20),
  stated_none: listOf(z.enum(statableParts), statableParts.length),
  responsibility: z.strictObject({
    us: textField(1_000),
    model_provider: textField(1_000),
    platform: textField(1_000),
  }),
  team: z.nullable(idField("team")),
};

export const NewAgent = z.strictObject({
  name: fields.name,
  purpose: z._default(fields.purpose, ""),
  environment: z.enum(environments),
  /** Without it, made from the name. */
  slug: z.optional(slugField),
  /** Asked to accept; without it, whoever makes the agent. */
  owner: z.optional(idField("person")),
  deputy: z.optional(idField("person")),
  kind: z.optional(fields.kind),
  tier_target: z.optional(fields.tier_target),
  autonomy: z.optional(fields.autonomy),
  model_providers: z.optional(fields.model_providers),
  data_classes: z.optional(fields.data_classes),
  tags: z.optional(fields.tags),
  team: z.optional(fields.team),
});
export type NewAgent = z.output<typeof NewAgent>;

/** Every field a keeper may change; each one may be left out. */
export const AgentChange = z.partial(z.strictObject({ ...fields, environment: z.enum(environments) }));
export type AgentChange = z.output<typeof AgentChange>;

export const Rename = z.strictObject({ slug: slugField });
export const Assessment = z.strictObject({ tier: z.nullable(z.enum(tiers)), reason: reasonField });
export const Reason = z.strictObject({ reason: reasonField });
export const OptionalReason = z.strictObject({ reason: z.optional(reasonField) });

export const NewOwner = z.strictObject({ part: z.enum(ownerParts), person: idField("person") });
export type NewOwner = z.output<typeof NewOwner>;

export const ListOwnershipsQuery = z.strictObject({
  person: z.optional(z.union([idField("person"), z.literal("me")])),
  state: several(z.enum(["asked", "accepted", "declined", "ended"])),
  /** Only what the person has to do something about: asked, or due within 14 days. */
  due: z.optional(z.enum(["true"])),
  ...pageQuery,
});
export type ListOwnershipsQuery = z.output<typeof ListOwnershipsQuery>;
export const OwnershipPage = pageOf(Ownership);
export type OwnershipPage = z.output<typeof OwnershipPage>;
export const OwnershipList = z.object({ data: z.array(Ownership) });

/** Which members go with which kind; one object and no union, so that a wrong body is told all its faults. */
const identityMembers = {
  public_key: ["jwk"],
  spiffe: ["spiffe_id"],
  federated: ["issuer", "subject", "audience"],
  label: ["label"],
} as const satisfies Record<IdentityKind, readonly string[]>;

const jwkText = z.optional(z.string().check(z.maxLength(4_096)));
/** RFC 7517 and 7518, private members too: whoever sends one is told what that means. */
const jwkMembers = {
  kty: z.string().check(z.maxLength(20)),
  crv: jwkText,
  x: jwkText,
  y: jwkText,
  n: jwkText,
  e: jwkText,
  alg: jwkText,
  use: jwkText,
  kid: jwkText,
  key_ops: z.optional(z.array(z.string()).check(z.maxLength(10))),
  d: jwkText,
  p: jwkText,
  q: jwkText,
  dp: jwkText,
  dq: jwkText,
  qi: jwkText,
  k: jwkText,
};

export const NewIdentity = z
  .strictObject({
    kind: z.enum(identityKinds),
    name: lineField(120),
    jwk: z.optional(z.strictObject(jwkMembers)),
    spiffe_id: z.optional(z.string().check(z.maxLength(2_048))),
    issuer: z.optional(z.string().check(z.maxLength(500))),
    subject: z.optional(lineField(500)),
    audience: z.optional(lineField(500)),
    label: z.optional(lineField(200)),
  })
  .check((payload) => {
    const { kind, name: _, ...given } = payload.value;
    const members: readonly string[] = identityMembers[kind];
    const wanted = members.filter((member) => member !== "audience" && !Object.hasOwn(given, member));
    const strange = Object.keys(given).filter((member) => !members.includes(member));
    for (const member of [...wanted, ...strange]) {
      const message = strange.includes(member) ? `Does not go with the kind ${kind}.` : "Required.";
      payload.issues.push({ code: "custom", path: [member], message, input: payload.value });
    }
  });
export type NewIdentity = z.output<typeof NewIdentity>;

export const NewReach = z.strictObject({ via: z._default(textField(200), "") });

export const MemoryInput = z.strictObject({
  name: lineField(120),
  operator: z.enum(operators),
  operator_name: z._default(textField(120), ""),
  /** 0 is for ever. */
  retention_days: z.nullable(z.int().check(z.gte(0), z.lte(36_500))),
  purge_by: z._default(textField(200), ""),
  reachable: z.nullable(z.boolean()),
  data_classes: z._default(listOf(z.enum(dataClasses), dataClasses.length), []),
});
export type MemoryInput = z.output<typeof MemoryInput>;

export const HistoryQuery = z.strictObject(pageQuery);
export type HistoryQuery = z.output<typeof HistoryQuery>;
const Actor = z.object({ kind: z.string(), id: z.nullable(z.string()), name: z.nullable(z.string()) });
export const HistoryEntry = z.object({
  version: z.int(),
  at: instant,
  actor: Actor,
  event: z.string(),
  event_id: idField("event"),
  /** What differs from the version before, by field: both sides as they were. */
  changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
});
export type HistoryEntry = z.output<typeof HistoryEntry>;
export const HistoryPage = pageOf(HistoryEntry);
export type HistoryPage = z.output<typeof HistoryPage>;
