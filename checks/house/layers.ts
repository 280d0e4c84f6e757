import { isTestPath } from "@/checks/house/source-tree";

/** Where a file stands in the house. */
export type Place = {
  layer: "app" | "components" | "ui" | "lib" | "outside";
  /** The folder under lib/ or components/: `people`, `core`, `data`. */
  noun: string;
  /** What the file is within its noun: `service`, also for lib/people/service/invite.ts. */
  part: string;
  isTest: boolean;
};

/** Folders of lib/ that hold no domain. `audit`, `auth` and `jobs` have services and operations as well. */
export const infrastructure = new Set([
  "core",
  "config",
  "db",
  "auth",
  "access",
  "audit",
  "http",
  "openapi",
  "jobs",
  "events",
  "telemetry",
  "crypto",
  "outgoing",
]);
const special = new Set(["enforcement", "clients", "sample"]);

/** A domain folder has a closed list, so that a stranger can guess. */
export const domainParts = new Set(["schema", "rules", "operations", "queries", "repository", "present", "service"]);
export const browserParts = new Set(["schema", "rules", "operations", "queries"]);
/** Pure as rules are: the readers of an import, which run where the files are. Too many for one file and its folder. */
export const readerParts = new Set(["parse", "findings"]);
/** Infrastructure that a browser may load as well: pure tables and contracts. */
export const browserFiles = new Set([
  "lib/http/client",
  "lib/http/operation",
  "lib/http/query",
  "lib/access/permissions",
  "lib/audit/catalogue",
  "lib/audit/verify-proof",
  "lib/crypto/canonical",
  "lib/imports/parse/read-files",
]);

export function placeOf(path: string): Place {
  const [top = "", noun = "", part = ""] = stem(path).split("/");
  const isTest = isTestPath(path) || path.startsWith("lib/db/testing/") || /\/testing\//.test(path);
  if (top === "lib") return { layer: "lib", noun, part, isTest };
  if (top === "components") return { layer: noun === "ui" ? "ui" : "components", noun, part, isTest };
  if (top === "app") return { layer: "app", noun: "", part: "", isTest };
  return { layer: "outside", noun: "", part: "", isTest };
}

export function isDomain(place: Place): boolean {
  return place.layer === "lib" && !infrastructure.has(place.noun) && !special.has(place.noun);
}

/** Safe in a browser by what HOUSE.md calls it; the module graph proves it. */
export function isBrowserSafe(path: string): boolean {
  const place = placeOf(path);
  if (place.layer !== "lib") return false;
  if (place.noun === "core" || browserFiles.has(stem(path))) return true;
  return browserParts.has(place.part) || (place.noun === "imports" && readerParts.has(place.part));
}

/** lib/people/rules.db.test.ts → lib/people/rules */
export function stem(path: string): string {
  return path.replace(/(\.(db|plane))?(\.(test|spec))?\.(tsx?|m?js)$/, "");
}
