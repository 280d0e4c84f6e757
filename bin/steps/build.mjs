// The two halves of a build and the note that says what they were made from.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { operationEntries, writeBrowserOperations } from "./browser-operations.mjs";
import { fingerprintSources } from "./fingerprint.mjs";
import { runTool, StepError } from "./progress.mjs";

const note = ".ambit/build.json";

/** Shared by the build, the dev server and the command line. `server-only` throws outside React's server graph, so a marker stands in. */
export const bundleOptions = {
  entryPoints: { server: "server.ts", ambit: "bin/ambit.ts", preflight: "bin/preflight.ts", ...operationEntries },
  outdir: ".ambit",
  outExtension: { ".js": ".mjs" },
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  splitting: true,
  sourcemap: true,
  logLevel: "silent",
  alias: { "server-only": "./lib/core/server-only-marker.ts" },
};

/** Each half is noted when it is finished, so an interrupted build is done again. */
export function readBuildState() {
  const fingerprint = fingerprintSources();
  const noted = readNote();
  return {
    bundlesFresh: noted.bundles === fingerprint && existsSync(".ambit/server.mjs") && existsSync(".ambit/ambit.mjs"),
    pagesFresh: noted.pages === fingerprint && existsSync(".next/BUILD_ID"),
  };
}

export async function buildBundles() {
  const fingerprint = fingerprintSources();
  await generateDatabaseClient();
  const { build, stop } = await import("esbuild");
  rmSync(".ambit/chunks", { recursive: true, force: true });
  const { metafile } = await build({ ...bundleOptions, metafile: true });
  refuseUnresolved(metafile);
  // Its helper process would live as long as the server, which runs in this process.
  await stop();
  await writeBrowserOperations();
  writeNote({ ...readNote(), bundles: fingerprint });
}

/** esbuild takes what it cannot find for a package; of our own files it must have found all. */
function refuseUnresolved(metafile) {
  const missing = Object.values(metafile.outputs).flatMap(({ imports }) =>
    imports.map(({ path }) => path).filter((path) => path.startsWith("@/")),
  );
  if (missing.length > 0)
    throw new StepError("The server could not be built: these files of it are missing.", missing.join("\n"));
}

export async function buildPages() {
  const fingerprint = fingerprintSources();
  writeNote({ ...readNote(), pages: "" });
  await runTool(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1", FORCE_COLOR: "0" },
    remedy:
      "The build of the pages failed. What it said is above; with local changes, correct them, otherwise report this.",
  });
  if (!existsSync(".next/BUILD_ID"))
    throw new StepError(
      "The build of the pages ended without a result. Run npm start again; if it stays so, report this.",
    );
  writeNote({ ...readNote(), pages: fingerprint });
}

/** Prisma wants to download an engine that neither the generator nor the client needs; any program that exits well satisfies it. */
export async function generateDatabaseClient() {
  await runTool(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
    env: { PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true", PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" },
    remedy: "The database client could not be generated. What Prisma said is above.",
  });
}

function readNote() {
  try {
    return JSON.parse(readFileSync(note, "utf8"));
  } catch {
    return {};
  }
}

function writeNote(content) {
  mkdirSync(".ambit", { recursive: true });
  writeFileSync(`${note}.new`, JSON.stringify(content));
  renameSync(`${note}.new`, note);
}
