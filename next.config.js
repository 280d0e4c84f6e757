import { existsSync, readdirSync } from "node:fs";

const leanFolder = ".ambit/browser";

/**
 * In a built page the operations object is its thin half, which the build wrote beside the bundles: schemas and examples
 * serve the server and the documentation. `npm run dev` takes the whole one, so that nothing is ever out of date there.
 */
const isLean = process.env.NODE_ENV === "production" && existsSync(leanFolder);
const leanOperations = Object.fromEntries(
  (isLean ? readdirSync(leanFolder) : []).map((file) => [
    `@/lib/${file.replace(/\.js$/, "")}/operations`,
    { browser: `./${leanFolder}/${file}` },
  ]),
);

/** @type {import("next").NextConfig} */
const config = {
  typedRoutes: true,
  reactCompiler: true,
  poweredByHeader: false,
  turbopack: { resolveAlias: leanOperations },
  // `npm test` checks types for the whole project; the build need not do it a second time on a newcomer's machine.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pg", "graphile-worker", "pino", "prom-client", "nodemailer"],
  // No picture of ours needs it, and nobody else shall have theirs computed here.
  images: { unoptimized: true },
};

export default config;
