import "server-only";
import { can, permissions } from "@/lib/access/permissions";
import { catalogue } from "@/lib/audit/catalogue";
import type { EventRow } from "@/lib/audit/repository";
import { fillWords, systemActors } from "@/lib/audit/rules";
import type { AuditEvent, AuditEventDetail } from "@/lib/audit/schema";
import { environments, type Environment } from "@/lib/core/environments";
import type { JsonObject } from "@/lib/core/json";
import type { Viewer } from "@/lib/core/viewer";

/** By id; null is a person who was erased. */
export type Names = ReadonlyMap<string, string | null>;

/** Things without a name of their own. */
const thingNames: Readonly<Record<string, string>> = {
  agents: "agents",
  decisions: "decisions",
  handover: "a hand-over",
  import: "an import",
  shadow: "a discovered agent",
  view: "a view",
  audit: "the audit log",
  backup: "a backup",
  invitation: "an invitation",
  job: "a job",
  link: "a one-time link",
  passkey: "a passkey",
  people: "people",
  sample: "the sample data",
  schema: "the database",
  sign_in: "a sign-in",
  signing_key: "a signing key",
};

const deletedTeam = "a deleted team";

/** "made the team Payments", and once it is gone "made a deleted team". */
function chooseWords(row: EventRow, subject: string): string {
  const { words } = catalogue[row.type];
  return subject === deletedTeam ? words.replace("the team ", "") : words;
}

/** The ids whose names an event needs. */
export function listNamedIds(row: EventRow): string[] {
  return [row.actor_id, row.subject_id, row.data["person"]].filter((id) => typeof id === "string");
}

export function presentEvent(row: EventRow, names: Names, viewer: Viewer): AuditEvent {
  const subject = nameSubject(row, names);
  const person = typeof row.data["person"] === "string" ? namePerson(row.data["person"], names) : "somebody";
  return {
    id: row.id,
    at: row.at.toISOString(),
    class: catalogue[row.type].class,
    type: row.type,
    actor: { kind: row.actor_kind, id: row.actor_id, name: nameActor(row, names) },
    subject: { kind: row.subject_kind, id: row.subject_id, name: subject },
    words: fillWords(chooseWords(row, subject), { subject, person }),
    environment: readEnvironment(row.environment),
    request_id: row.request_id,
    seq: row.seq === null ? null : Number(row.seq),
    abilities: [
      ...(can(viewer, "audit.read") ? ["read" as const] : []),
      ...(can(viewer, "audit.export") ? ["export" as const] : []),
    ],
  };
}

export function presentDetail(
  row: EventRow,
  names: Names,
  viewer: Viewer,
  personal: JsonObject | null,
): AuditEventDetail {
  const hashed = typeof row.data["personal"] === "string";
  return {
    ...presentEvent(row, names, viewer),
    data: openJson(row.data),
    personal: personal
      ? { state: "kept", values: openJson(personal) }
      : { state: hashed ? "erased" : "none", values: null },
    canonical: row.canonical,
    leaf_hash: Buffer.from(row.leaf_hash).toString("base64"),
  };
}

/** The schema's JSON can be written to, ours cannot; nobody writes to either. */
function openJson(value: JsonObject): AuditEventDetail["data"] {
  return value as AuditEventDetail["data"];
}

function nameActor(row: EventRow, names: Names): string {
  if (row.actor_kind === "anonymous" || row.actor_id === null) return "Somebody not signed in";
  if (row.actor_kind === "system") return systemActors[row.actor_id] ?? "Ambit";
  if (row.actor_kind === "directory") return nameDirectory(row.actor_id, names, "The directory");
  return startSentence(namePerson(row.actor_id, names));
}

function nameSubject(row: EventRow, names: Names): string {
  const id = row.subject_id;
  if (row.subject_kind === "person") return id === null ? "somebody" : namePerson(id, names);
  if (row.subject_kind === "team") return (id === null ? null : names.get(id)) ?? deletedTeam;
  if (row.subject_kind === "agent") return (id === null ? null : names.get(id)) ?? "that was deleted";
  if (row.subject_kind === "system") return (id === null ? null : names.get(id)) ?? "that was deleted";
  if (row.subject_kind === "directory") return nameDirectory(id, names, "the directory");
  if (row.subject_kind === "directory_group") return nameGroup(id, names);
  if (row.subject_kind === "permission") return namePermission(id);
  if (row.subject_kind === "decision" || row.subject_kind === "environment") return id ?? row.subject_kind;
  return thingNames[row.subject_kind] ?? row.subject_kind;
}

function namePerson(id: string, names: Names): string {
  if (!names.has(id)) return "an unknown person";
  return names.get(id) ?? "an erased person";
}

function nameDirectory(id: string | null, names: Names, what: string): string {
  const name = id === null ? null : names.get(id);
  return name ? `${what} ${name}` : what;
}

function nameGroup(id: string | null, names: Names): string {
  const name = id === null ? null : names.get(id);
  return name ? `the directory group ${name}` : "a deleted directory group";
}

function namePermission(id: string | null): string {
  const permission = Object.entries(permissions).find(([action]) => action === id);
  return permission === undefined ? (id ?? "a permission") : permission[1].words.toLowerCase();
}

function startSentence(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function readEnvironment(value: string | null): Environment | null {
  return environments.find((environment) => environment === value) ?? null;
}
