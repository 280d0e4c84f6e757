import * as z from "zod/mini";
import { eventClasses, eventTypes } from "@/lib/audit/catalogue";
import { environments } from "@/lib/core/environments";
import { idField, instant, moment, pageOf, pageQuery } from "@/lib/core/fields";

const idText = z.string().check(z.regex(/^[A-Za-z0-9_-][A-Za-z0-9_.:/-]{0,199}$/));
const requestText = z.string().check(z.regex(/^[\x21-\x7e]{1,128}$/));
const several = <T extends z.ZodMiniType>(item: T) => z.optional(z.array(item).check(z.maxLength(50)));

export const auditFilters = {
  class: several(z.enum(eventClasses)),
  type: several(z.enum(eventTypes)),
  actor: several(idText),
  subject: several(idText),
  request_id: several(requestText),
  from: z.optional(moment),
  to: z.optional(moment),
  q: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
};
export const AuditFilters = z.strictObject(auditFilters);
export type AuditFilters = z.output<typeof AuditFilters>;

export const ListEventsQuery = z.strictObject({ ...auditFilters, ...pageQuery });
export type ListEventsQuery = z.output<typeof ListEventsQuery>;

export const EventParams = z.strictObject({ evt: idField("event") });

/** Somebody or something an event names. `name` is as it is today; an erased person has none. */
const Named = z.object({ kind: z.string(), id: z.nullable(z.string()), name: z.string() });

const eventFields = {
  id: idField("event"),
  at: instant,
  class: z.enum(eventClasses),
  type: z.enum(eventTypes),
  actor: Named,
  subject: Named,
  /** What follows the actor's name: "changed the roles of Kofi Mensah". */
  words: z.string(),
  environment: z.nullable(z.enum(environments)),
  request_id: z.string(),
  /** Its leaf index in the log; null while it waits for its place. */
  seq: z.nullable(z.int()),
  abilities: z.array(z.enum(["read", "export"])),
};

export const AuditEvent = z.object(eventFields);
export type AuditEvent = z.output<typeof AuditEvent>;

export const AuditEventPage = pageOf(AuditEvent);
export type AuditEventPage = z.output<typeof AuditEventPage>;

const JsonRecord = z.record(z.string(), z.json());

export const AuditEventDetail = z.object({
  ...eventFields,
  data: JsonRecord,
  /** Personal values of the event. `erased`: the log still holds their salted hash, the values are gone. */
  personal: z.object({ state: z.enum(["none", "kept", "erased"]), values: z.nullable(JsonRecord) }),
  /** RFC 8785 text of the event, and the leaf: SHA-256(0x00 || text). */
  canonical: z.string(),
  leaf_hash: z.string(),
});
export type AuditEventDetail = z.output<typeof AuditEventDetail>;

export const exportFormats = ["csv", "jsonl"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const NewAuditExport = z.strictObject({ format: z.enum(exportFormats), filters: z.optional(AuditFilters) });
export type NewAuditExport = z.output<typeof NewAuditExport>;

/** One export: what was asked for, and once it was handed over whole, what exactly was handed over. */
export const AuditExport = z.object({
  id: idField("event"),
  created_at: instant,
  created_by: Named,
  format: z.enum(exportFormats),
  filters: AuditFilters,
  /** Only events with a leaf index below this are in it, so the same export can be made again. */
  tree_size: z.int(),
  file: z.string(),
  expires_at: instant,
  delivered: z.nullable(z.object({ at: instant, events: z.int(), bytes: z.int(), sha256: z.string() })),
  abilities: z.array(z.enum(["download"])),
});
export type AuditExport = z.output<typeof AuditExport>;

/** Standard base64, as C2SP notes write hashes. */
const hash = z.string();
const treeSize = z.coerce.number().check(z.int(), z.gte(1));

export const AuditCheckpoint = z.object({
  origin: z.string(),
  tree_size: z.int(),
  root_hash: hash,
  signed_at: instant,
  /** The C2SP signed note itself, and the key to check it with, as verifiers take it. */
  note: z.string(),
  verifier_key: z.string(),
});
export type AuditCheckpoint = z.output<typeof AuditCheckpoint>;

export const ProofQuery = z.strictObject({ tree_size: z.optional(treeSize) });

/** Everything needed to check, without Ambit, that an event is in the log: what docs/verify-audit.mjs reads. */
export const InclusionProof = z.object({
  format: z.literal("ambit.audit-inclusion/1"),
  canonical: z.string(),
  leaf_hash: hash,
  leaf_index: z.int(),
  tree_size: z.int(),
  proof: z.array(hash),
  checkpoint: z.string(),
  key: z.string(),
});
export type InclusionProof = z.output<typeof InclusionProof>;

export const ConsistencyQuery = z.strictObject({ from: treeSize, to: treeSize });

const SignedTree = z.object({ checkpoint: z.string(), key: z.string() });
/** That the log at `newer` begins with the whole log at `older`. */
export const ConsistencyProof = z.object({
  format: z.literal("ambit.audit-consistency/1"),
  older: SignedTree,
  newer: SignedTree,
  proof: z.array(hash),
});
export type ConsistencyProof = z.output<typeof ConsistencyProof>;
