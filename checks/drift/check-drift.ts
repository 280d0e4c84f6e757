import { findDrift, readDatamodels } from "@/checks/drift/drift";
import { startTestServer } from "@/lib/db/testing/test-server";

// `npm run drift`: fails when prisma/schema says something that prisma/migrations does not do, and prints the SQL that is missing.
const server = await startTestServer();
try {
  const missing = await findDrift(server.ownerUrl, readDatamodels());
  if (missing === "") console.log("The migrations and the schema agree.");
  else {
    console.error(`The migrations lack what follows; write it as a new migration.\n\n${missing}`);
    process.exitCode = 1;
  }
} finally {
  await server.stop();
}
// The engine's connections would hold the process for some seconds more.
process.exit();
