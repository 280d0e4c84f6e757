import { browserParts, domainParts, isBrowserSafe, isDomain, type Place, placeOf, stem } from "@/checks/house/layers";
import { resolveImport, type Target } from "@/checks/house/resolve-import";
import { type Fault, refuseEmptyTree, type SourceFile, type SourceTree } from "@/checks/house/source-tree";

/** One import, seen from where it stands and from where it leads. */
type Edge = { from: string; here: Place; to: string; there: Place };
type Rule = (edge: Edge) => string | undefined;

export function findBoundaryFaults(tree: SourceTree): Fault[] {
  const faults = refuseEmptyTree(tree, tree.files.length);
  let edges = 0;
  for (const file of tree.files) {
    for (const { specifier, line } of file.imports) {
      edges++;
      const message = judgeImport(file, resolveImport(tree, file.path, specifier));
      if (message) faults.push({ path: file.path, line, message: `${specifier}: ${message}` });
    }
  }
  if (edges < 10)
    faults.push({ path: ".", line: 1, message: `only ${edges} imports were seen: the checker is broken` });
  return faults;
}

function judgeImport(file: SourceFile, target: Target): string | undefined {
  const here = placeOf(file.path);
  if (target.kind === "missing") return `leads nowhere (${target.path})`;
  if (target.kind === "package") return judgePackage(file.path, here, target.name, target.specifier);
  const edge = { from: file.path, here, to: target.path, there: placeOf(target.path) };
  for (const rule of rules) {
    const message = rule(edge);
    if (message) return message;
  }
  return undefined;
}

function judgePackage(path: string, here: Place, name: string, specifier: string): string | undefined {
  if (name === "@prisma/client" || name.startsWith("@prisma/adapter")) return refusePrisma(here);
  if (here.layer === "lib" && here.noun === "clients" && ["next", "react", "react-dom"].includes(name)) {
    return "clients run without Next and React";
  }
  if (here.layer === "lib" && here.noun === "enforcement" && ["next", "react", "react-dom"].includes(name)) {
    return "the enforcement plane runs without Next and React";
  }
  const browser = here.layer === "components" || here.layer === "ui" || isBrowserSafe(path);
  if (browser && !here.isTest && specifier === "zod") return "90 KiB in a browser; use zod/mini";
  return undefined;
}

function refusePrisma(here: Place): string | undefined {
  if (here.layer === "outside") return undefined;
  const allowed =
    here.layer === "lib" && (here.part === "repository" || ["db", "audit", "jobs", "auth"].includes(here.noun));
  return allowed ? undefined : "Prisma only in a repository, and in lib/db, audit, jobs, auth";
}

const rules: readonly Rule[] = [
  ({ here, there }) => (here.layer === "lib" && isScreen(there) ? "lib never imports components or app" : undefined),
  ({ here, there }) =>
    (here.layer === "components" || here.layer === "ui") && there.layer === "app"
      ? "components never import app"
      : undefined,
  ({ here, to }) => (to.startsWith("lib/db/generated/") ? refusePrisma(here) : undefined),
  ({ here, to }) =>
    /\/testing\//.test(to) && !here.isTest && here.layer !== "outside" ? "test machinery stays in tests" : undefined,
  refuseForeignRepository,
  refuseForeignParts,
  ({ here, to, there }) =>
    here.layer === "ui" && there.layer !== "ui" && there.noun !== "core"
      ? `the design system knows no domain (${to})`
      : undefined,
  ({ here, to }) =>
    here.layer === "components" && to.startsWith("lib/") && !isBrowserSafe(to)
      ? "components use schema, rules, operations and queries, lib/core and lib/http/client"
      : undefined,
  refuseFromApp,
  ({ here, there }) =>
    here.noun === "core" && here.layer === "lib" && !here.isTest && there.noun !== "core"
      ? "core imports nothing"
      : undefined,
  (edge) => (edge.here.layer === "lib" && !edge.here.isTest ? refuseInLib(edge) : undefined),
];

function isScreen(place: Place): boolean {
  return place.layer === "app" || place.layer === "components" || place.layer === "ui";
}

function refuseForeignRepository({ from, here, there }: Edge): string | undefined {
  // A benchmark measures the query itself, without what stands around it.
  if (from.startsWith("bench/")) return undefined;
  if (there.layer !== "lib" || there.part !== "repository") return undefined;
  if (here.layer !== "lib" || here.noun !== there.noun)
    return "a repository belongs to its own folder; call the service";
  return here.isTest || ["repository", "service", "present"].includes(here.part) || !isDomain(here)
    ? undefined
    : "only the service, and what presents its rows, reads the repository";
}

/** lib/people/rules/patterns.ts was a part of rules.ts once: nobody outside lib/people sees it. */
function refuseForeignParts({ from, to, there }: Edge): string | undefined {
  if (there.layer !== "lib" || !domainParts.has(there.part) || stem(to).split("/").length < 4) return undefined;
  return from.startsWith(`lib/${there.noun}/`)
    ? undefined
    : `a part of lib/${there.noun}/${there.part}; only its siblings import it`;
}

function refuseFromApp({ here, to, there }: Edge): string | undefined {
  if (here.layer !== "app" || there.layer !== "lib") return undefined;
  if (["db", "enforcement", "clients"].includes(there.noun)) return `app never imports lib/${there.noun}`;
  if (there.part === "repository" || there.part === "present") return "app calls the service";
  return isDomain(there) && there.part !== "service" && !isBrowserSafe(to) ? "app calls the service" : undefined;
}

function refuseInLib({ from, here, to, there }: Edge): string | undefined {
  if (there.layer !== "lib" || there.noun === here.noun) return refuseWithinNoun(here, there, to);
  if (here.noun === "clients") {
    return ["core", "crypto"].includes(there.noun) || ["rules", "schema"].includes(there.part)
      ? undefined
      : "clients use rules, schema, lib/core and lib/crypto";
  }
  if (here.noun === "enforcement") return refuseInEnforcement(from, there);
  // The one object of all operations; theirs are contracts, not machinery.
  if (here.noun === "openapi" && there.part === "operations") return undefined;
  if (["enforcement", "clients", "sample"].includes(there.noun)) return `nothing in lib stands on lib/${there.noun}`;
  if (browserParts.has(here.part)) {
    return isBrowserSafe(to) ? undefined : `${here.part} runs in browsers too and may only import what does`;
  }
  return isDomain(here) ? refuseInDomain(here, to, there) : undefined;
}

function refuseInEnforcement(from: string, there: Place): string | undefined {
  if (["core", "config", "crypto", "http", "telemetry"].includes(there.noun)) return undefined;
  if (["rules", "schema", "operations"].includes(there.part)) return undefined;
  return stem(from).startsWith("lib/enforcement/sources/postgres")
    ? undefined
    : "the plane reaches services and the database through enforcement/sources/postgres only";
}

const serviceInfrastructure = new Set([
  "access",
  "audit",
  "db",
  "core",
  "config",
  "crypto",
  "jobs",
  "outgoing",
  "telemetry",
]);

/** Of lib/http a service knows only how a page ends and what an export looks like. */
const listFiles = new Set(["lib/http/cursor", "lib/http/csv"]);

function refuseInDomain(here: Place, to: string, there: Place): string | undefined {
  if (serviceInfrastructure.has(there.noun) || listFiles.has(stem(to))) return undefined;
  if (here.part === "service" && there.part === "service") return undefined;
  return isBrowserSafe(to)
    ? undefined
    : `a ${here.part} does not import this; a service calls another domain's service`;
}

function refuseWithinNoun(here: Place, there: Place, to: string): string | undefined {
  if (there.layer !== "lib" || here.noun === "core") return undefined;
  if (isDomain(here) && browserParts.has(here.part) && !isBrowserSafe(to)) {
    return `${here.part} runs in browsers too and may only import what does`;
  }
  return here.part !== "service" && there.part === "service" && isDomain(here)
    ? "only other services call a service"
    : undefined;
}
