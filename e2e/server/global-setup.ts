import process from "node:process";
import { removeDataDir, startServer } from "@/e2e/server/start-server";

/** One server for the whole run; each test makes the people and things it needs. */
export default async function setUp(): Promise<() => Promise<void>> {
  const server = await startServer();
  process.env["AMBIT_E2E_URL"] = server.url;
  process.env["AMBIT_E2E_OWNER_URL"] = server.ownerUrl;
  return async () => {
    await server.stop();
    removeDataDir(server.dataDir);
  };
}
