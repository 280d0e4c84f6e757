import type { TestProject } from "vitest/node";
import { createDatabase, startTestServer } from "@/lib/db/testing/test-server";
import { migrate } from "@/prisma/migrate";

const template = "ambit_template";

declare module "vitest" {
  interface ProvidedContext {
    testServer: { ownerUrl: string; appUrl: string; template: string };
  }
}

/** One Postgres for the run and one migrated template in it; each test file clones the template. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { ownerUrl, appUrl, stop } = await startTestServer();
  try {
    await migrate(await createDatabase(ownerUrl, template), { runningRole: "ambit_app" });
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide("testServer", { ownerUrl, appUrl, template });
  return stop;
}
