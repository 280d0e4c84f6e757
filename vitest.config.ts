import process from "node:process";
import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";
import { SecondTries } from "./checks/run/second-tries.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));
const databaseSetup = "lib/db/testing/global-setup.ts";
const outputFile = process.env["VITEST_JSON_OUTPUT_FILE"];
const elsewhere = [...configDefaults.exclude, "**/.next/**", "**/.ambit/**", "**/.data/**", "e2e/**"];

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: root },
      // The real package throws outside a React server graph; every bundle of ours replaces it the same way.
      { find: "server-only", replacement: `${root}lib/core/server-only-marker.ts` },
    ],
  },
  test: {
    maxWorkers: 2,
    reporters: ["default", new SecondTries(), ...(outputFile ? ["json"] : [])],
    ...(outputFile ? { outputFile: { json: outputFile } } : {}),
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...elsewhere, "**/*.db.test.ts", "**/*.plane.test.ts", "**/*.start.test.ts"],
          // Property tests try hundreds of cases, on a machine that may have other work.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: ["**/*.db.test.ts"],
          exclude: elsewhere,
          pool: "forks",
          globalSetup: [databaseSetup],
          retry: 1,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "plane",
          include: ["**/*.plane.test.ts"],
          exclude: elsewhere,
          pool: "forks",
          globalSetup: [databaseSetup],
          retry: 1,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "start",
          include: ["**/*.start.test.ts"],
          exclude: elsewhere,
          pool: "forks",
          retry: 1,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
