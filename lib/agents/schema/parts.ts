import * as z from "zod/mini";
import { idField, instant, slugField } from "@/lib/core/fields";
import {
  agentStates,
  callerChecks,
  dataClasses,
  identityKinds,
  operators,
  ownerAbilities,
  ownerParts,
  ownerStates,
} from "@/lib/agents/rules";
import { personStates } from "@/lib/people/rules";

/** Text a person writes: lines are allowed, characters that hide or reorder others are not. */
export const textField = (max: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.maxLength(max),
      z.regex(
        /^[^\p{Cf}\p{Cs}\u2028\u2029\u0000-\u0009\u000b-\u001f\u007f]*$/u,
        "Leave out control and invisible characters.",
      ),
    );
/** One line of text that must not be empty. */
export const lineField = (max: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(1),
      z.maxLength(max),
      z.regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u, "Leave out control and invisible characters."),
    );
export const listOf = <T extends z.ZodMiniType>(item: T, max: number) =>
  z.array(item).check(
    z.maxLength(max),
    z.refine((list) => new Set(list).size === list.length, "Name each once."),
  );
export const reasonField = z
  .string()
  .check(z.trim(), z.minLength(3), z.maxLength(500), z.regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u));

export const PersonRef = z.object({ id: idField("person"), name: z.string(), state: z.enum(personStates) });
export type PersonRef = z.output<typeof PersonRef>;

/** Another agent as it stands in a record. */
export const AgentRef = z.object({ slug: slugField, name: z.string(), state: z.enum(agentStates) });
export type AgentRef = z.output<typeof AgentRef>;

export const Ownership = z.object({
  id: idField("ownership"),
  agent: AgentRef,
  part: z.enum(ownerParts),
  person: PersonRef,
  state: z.enum(ownerStates),
  asked_at: instant,
  asked_by: z.string(),
  answered_at: z.nullable(instant),
  /** Why they declined. */
  reason: z.nullable(z.string()),
  confirmed_at: z.nullable(instant),
  /** They confirm again until then; null where nothing is due. */
  confirm_by: z.nullable(instant),
  overdue: z.boolean(),
  /** What made it due: the rhythm, or the fields that changed. */
  confirm_because: z.nullable(z.string()),
  ended_at: z.nullable(instant),
  ended_because: z.nullable(z.string()),
  abilities: z.array(z.enum(ownerAbilities)),
});
export type Ownership = z.output<typeof Ownership>;

export const Identity = z.object({
  id: idField("identity"),
  kind: z.enum(identityKinds),
  name: z.string(),
  /** The credential in one canonical line: a key's RFC 7638 thumbprint, a SPIFFE id, issuer and subject, a label. */
  credential: z.string(),
  detail: z.record(z.string(), z.unknown()),
  created_at: instant,
  /** Other agents with the same credential. */
  shared_with: z.array(AgentRef),
});
export type Identity = z.output<typeof Identity>;

export const ReachedSystem = z.object({
  slug: z.string(),
  name: z.string(),
  verifies: z.enum(callerChecks),
  data_classes: z.array(z.string()),
  via: z.string(),
});
export type ReachedSystem = z.output<typeof ReachedSystem>;

export const Memory = z.object({
  id: idField("memory"),
  name: z.string(),
  operator: z.enum(operators),
  operator_name: z.string(),
  /** Null is not known, 0 for ever. */
  retention_days: z.nullable(z.int()),
  purge_by: z.string(),
  reachable: z.nullable(z.boolean()),
  data_classes: z.array(z.enum(dataClasses)),
});
export type Memory = z.output<typeof Memory>;

export const DeclaredTool = z.object({
  name: z.string(),
  server: z.string(),
  effect: z.nullable(z.enum(["approve", "ask", "prohibit"])),
  /** Whether something outside the model holds it to that. */
  hard: z.boolean(),
  origin: z.string(),
});
export type DeclaredTool = z.output<typeof DeclaredTool>;

const Secretish = z.object({ name: z.string(), fingerprint: z.nullable(z.string()) });
export const DeclaredServer = z.object({
  name: z.string(),
  transport: z.string(),
  command: z.string(),
  url: z.string(),
  variables: z.array(Secretish),
  headers: z.array(Secretish),
  origin: z.string(),
});
export type DeclaredServer = z.output<typeof DeclaredServer>;
