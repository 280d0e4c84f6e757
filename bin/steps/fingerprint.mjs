// What a build was made from. Contents, not times: `git checkout` and `touch` change times without changing anything.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

const sources = [
  "app",
  "components",
  "lib",
  "prisma",
  "public",
  "bin",
  "server.ts",
  "instrumentation.ts",
  "next.config.js",
  "postcss.config.mjs",
  "prisma.config.ts",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
const ignored = /(?:\.test\.tsx?|\.spec\.ts|^lib\/db\/generated)$/;

export function fingerprintSources() {
  const hash = createHash("sha256");
  for (const file of sources.filter((name) => existsSync(name)).flatMap(listFiles)) {
    hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function listFiles(entry) {
  if (ignored.test(entry)) return [];
  if (!statSync(entry).isDirectory()) return [entry];
  return readdirSync(entry)
    .toSorted()
    .flatMap((name) => listFiles(path.posix.join(entry, name)));
}
