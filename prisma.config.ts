import { defineConfig } from "prisma/config";

/** For Prisma's own tools; the server applies migrations with prisma/migrate.ts. */
export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env["MIGRATE_DATABASE_URL"] ?? process.env["DATABASE_URL"] ?? "" },
});
