import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Datamodel, openSchemaEngine } from "@/checks/drift/schema-engine";

const migrationsFolder = path.resolve("prisma/migrations");
const schemaFolder = "prisma/schema";

export function readDatamodels(): Datamodel[] {
  return readdirSync(schemaFolder)
    .filter((name) => name.endsWith(".prisma"))
    .toSorted()
    .map((name) => ({ path: name, content: readFileSync(path.join(schemaFolder, name), "utf8") }));
}

/** The SQL that would bring a database with all migrations to what the schema says; empty when they agree. */
export async function findDrift(serverUrl: string, datamodels: readonly Datamodel[]): Promise<string> {
  const engine = await openSchemaEngine(serverUrl, datamodels);
  const { stdout } = await engine.diff({
    from: { tag: "migrations", ...readMigrationList() },
    to: { tag: "schemaDatamodel", files: [...datamodels] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  engine.free();
  const sql = stdout?.trim() ?? "";
  return sql === "-- This is an empty migration." ? "" : sql;
}

function readMigrationList() {
  const names = readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
  return {
    baseDir: migrationsFolder,
    lockfile: {
      path: "migration_lock.toml",
      content: readFileSync(path.join(migrationsFolder, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok" as const,
          value: readFileSync(path.join(migrationsFolder, name, "migration.sql"), "utf8"),
        },
      },
    })),
  };
}
