import path from "node:path";
import { domainParts, isDomain, placeOf, readerParts } from "@/checks/house/layers";
import { type Fault, refuseEmptyTree, type SourceFile, type SourceTree } from "@/checks/house/source-tree";

const emptyNames = new Set(["utils", "util", "helpers", "helper", "common", "manager", "types", "misc", "shared"]);

/** Names that tell nothing, barrels, and files outside a domain folder's closed list. */
export function findNameFaults(tree: SourceTree): Fault[] {
  const faults = refuseEmptyTree(tree, tree.files.length);
  for (const file of tree.files) {
    const message = judgeName(file.path) ?? judgeDomainPart(file.path) ?? (isBarrel(file) ? "a barrel" : undefined);
    if (message) faults.push({ path: file.path, line: 1, message });
  }
  return faults;
}

function judgeName(file: string): string | undefined {
  for (const name of file.split("/")) {
    const [first = ""] = name.split(".");
    if (emptyNames.has(first)) return `\`${first}\` says nothing about what is inside`;
  }
  return /^index\.(tsx?|m?js)$/.test(path.posix.basename(file)) ? "a barrel: import the file itself" : undefined;
}

function judgeDomainPart(file: string): string | undefined {
  const place = placeOf(file);
  if (!isDomain(place) || place.isTest || domainParts.has(place.part)) return undefined;
  if (place.noun === "imports" && readerParts.has(place.part)) return undefined;
  return `a domain folder holds ${[...domainParts].join(", ")} and nothing else`;
}

/** Only re-exports, except the face of a folder that was a file (service.ts beside service/). */
function isBarrel(file: SourceFile): boolean {
  const { body } = file.program;
  // Next finds handlers in route.ts by name; where the answer is made elsewhere there is nothing to add.
  if (body.length === 0 || file.imports.length === 0 || /^app\/.*\/route\.ts$/.test(file.path)) return false;
  const reExports = file.imports.filter((found) => found.reExport);
  if (reExports.length < body.length) return false;
  const own = file.path.replace(/\.tsx?$/, "/");
  return !reExports.every(
    ({ specifier }) => specifier.startsWith(`@/${own}`) || specifier.startsWith(`./${path.posix.basename(own)}/`),
  );
}
