export const eventClasses = ["management", "authentication", "authorisation", "data_access"] as const;
export type EventClass = (typeof eventClasses)[number];

/**
 * Every event there is. Closed: what is not here cannot be recorded. `subject` is the kind of thing `subject_id` names.
 * `words` follow the actor's name on pages and in exports; `{subject}` is the subject's name as it is now, `{person}` the
 * name of the person that `data.person` names by id.
 */
export const catalogue = {
  "person.invited": { class: "management", subject: "person", words: "invited {subject}" },
  "person.updated": { class: "management", subject: "person", words: "changed the details of {subject}" },
  "person.roles_changed": { class: "management", subject: "person", words: "changed the roles of {subject}" },
  "person.deactivated": { class: "management", subject: "person", words: "deactivated {subject}" },
  "person.reactivated": { class: "management", subject: "person", words: "reactivated {subject}" },
  "person.erased": { class: "management", subject: "person", words: "erased {subject}" },
  "person.created": { class: "management", subject: "person", words: "added {subject}" },
  "team.created": { class: "management", subject: "team", words: "made the team {subject}" },
  "team.updated": { class: "management", subject: "team", words: "changed the team {subject}" },
  "team.deleted": { class: "management", subject: "team", words: "deleted the team {subject}" },
  "team.member_added": { class: "management", subject: "team", words: "added {person} to the team {subject}" },
  "team.member_changed": {
    class: "management",
    subject: "team",
    words: "changed the part of {person} in the team {subject}",
  },
  "team.member_removed": { class: "management", subject: "team", words: "removed {person} from the team {subject}" },
  "invitation.created": { class: "management", subject: "invitation", words: "made an invitation for {person}" },
  "invitation.revoked": { class: "management", subject: "invitation", words: "revoked the invitation of {person}" },
  "invitation.accepted": { class: "authentication", subject: "invitation", words: "accepted an invitation" },
  "link.created": { class: "authentication", subject: "link", words: "made a one-time sign-in link for {person}" },
  "link.refused": { class: "authentication", subject: "link", words: "tried a link that is used, expired or unknown" },
  "sign_in.opened": { class: "authentication", subject: "sign_in", words: "signed in" },
  "sign_in.refused": { class: "authentication", subject: "person", words: "was refused at sign-in as {subject}" },
  "sign_in.confirmed": { class: "authentication", subject: "sign_in", words: "confirmed who they are" },
  "sign_in.ended": { class: "authentication", subject: "sign_in", words: "signed out" },
  "sign_in.revoked": { class: "authentication", subject: "sign_in", words: "ended a sign-in of {person}" },
  "passkey.added": { class: "authentication", subject: "passkey", words: "added a passkey" },
  "passkey.renamed": { class: "authentication", subject: "passkey", words: "renamed a passkey" },
  "passkey.removed": { class: "authentication", subject: "passkey", words: "removed a passkey" },
  "passkeys.reset": { class: "authentication", subject: "person", words: "reset the passkeys of {subject}" },
  "access.denied": { class: "authorisation", subject: "permission", words: "was refused: {subject}" },
  "audit.exported": { class: "data_access", subject: "audit", words: "exported audit events" },
  "audit.export_delivered": {
    class: "data_access",
    subject: "audit",
    words: "received a whole export of audit events",
  },
  "people.exported": { class: "data_access", subject: "people", words: "exported people" },
  "key.created": { class: "management", subject: "signing_key", words: "made a signing key" },
  "schema.migrated": { class: "management", subject: "schema", words: "changed the database schema" },
  "backup.created": { class: "management", subject: "backup", words: "made a backup" },
  "backup.restored": { class: "management", subject: "backup", words: "restored a backup" },
  "job.retried": { class: "management", subject: "job", words: "retried a job" },
  "job.discarded": { class: "management", subject: "job", words: "discarded a job" },
  "sample.created": { class: "management", subject: "sample", words: "added the sample data" },
  "sample.deleted": { class: "management", subject: "sample", words: "deleted the sample data" },
} as const satisfies Record<string, { class: EventClass; subject: string; words: string }>;

export type EventType = keyof typeof catalogue;
export const eventTypes = Object.keys(catalogue) as EventType[];
