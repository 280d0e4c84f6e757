import process from "node:process";
import { runCommand } from "./command.mjs";

// The generator asks for a schema engine it never runs, and would download one: any executable will do.
const { code, output } = await runCommand(["prisma", "generate", "--schema", "prisma/schema"], {
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
});
if (code !== 0) console.error(output);
process.exitCode = code;
