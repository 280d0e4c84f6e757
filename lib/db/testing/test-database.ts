import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { closeDatabase, connectDatabase, type Database } from "@/lib/db/client";
import { withDatabase } from "@/lib/db/testing/test-server";

export type TestDatabase = {
  /** Prisma as the running role `ambit_app`: what services get as `ctx.db`. */
  db: Database;
  /** Plain SQL as the owner, for looking behind the services' backs. */
  owner: pg.Pool;
  appUrl: string;
  ownerUrl: string;
};

let opened: Promise<TestDatabase> | undefined;

/** A migrated database of this test file's own; call it at the top of the file. Dropped after the file's last test. */
export function openTestDatabase(): Promise<TestDatabase> {
  opened ??= cloneTemplate();
  return opened;
}

async function cloneTemplate(): Promise<TestDatabase> {
  const server = inject("testServer");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: server.ownerUrl });
  await admin.connect();
  await createClone(admin, name, server.template);

  const ownerUrl = withDatabase(server.ownerUrl, name);
  const appUrl = withDatabase(server.appUrl, name);
  process.env["DATABASE_URL"] = appUrl;
  process.env["MIGRATE_DATABASE_URL"] = ownerUrl;
  const db = connectDatabase(appUrl, 6);
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 3 });
  // A pool without a listener throws when `drop database … with (force)` ends its idle connections.
  owner.on("error", () => undefined);

  afterAll(async () => {
    await closeDatabase();
    await db.$disconnect();
    await owner.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  });
  return { db, owner, appUrl, ownerUrl };
}

/** Two workers may clone at once, and Postgres locks the template for a moment. */
async function createClone(admin: pg.Client, name: string, template: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await admin.query(`create database ${name} template ${template} strategy wal_log`);
      return;
    } catch (error) {
      if (attempt === 40) throw error;
      await pause(50);
    }
  }
}
