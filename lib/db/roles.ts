/** Who owns the schema and who runs. Only when they are apart does the database itself protect the audit log from the server. */
export type DatabaseRoles = { owner: string; running: string; separate: boolean; reason: string };

const holder = globalThis as typeof globalThis & { ambitDatabaseRoles?: DatabaseRoles };

/** Known once start-up has looked; the console warns while `separate` is false. */
export function getDatabaseRoles(): DatabaseRoles | undefined {
  return holder.ambitDatabaseRoles;
}

export function installDatabaseRoles(roles: DatabaseRoles): void {
  holder.ambitDatabaseRoles = roles;
}
