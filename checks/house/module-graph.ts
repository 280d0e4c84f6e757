import { isBrowserSafe, placeOf } from "@/checks/house/layers";
import { resolveImport } from "@/checks/house/resolve-import";
import { type Fault, refuseEmptyTree, type SourceFile, type SourceTree } from "@/checks/house/source-tree";

type Graph = {
  name: string;
  entries: readonly string[];
  refused: (target: string) => string | undefined;
  /** What is imported later, on a condition, does not count. */
  staticOnly?: true;
};

/** The files that answer polls and evaluations; all they load, load by load, stays small and quick. */
const planeEntries = ["lib/enforcement/server.ts", "lib/enforcement/hot.ts", "lib/decisions/service/writing/record.ts"];
/** What runs before anything is installed. */
const bareEntries = ["bin/start.mjs", "bin/build.mjs", "bin/ambit.mjs", "checks/run.mjs"];

/** What a file loads at run time, and what that loads, and so on, must not reach certain things. Types are free. */
export function findGraphFaults(tree: SourceTree): Fault[] {
  const faults = refuseEmptyTree(tree, tree.files.length);
  for (const graph of graphs(tree)) {
    if (graph.entries.length > 0) faults.push(...walkGraph(tree, graph));
    else faults.push({ path: ".", line: 1, message: `${graph.name} has no file to start from: the checker is broken` });
  }
  return faults;
}

function graphs(tree: SourceTree): Graph[] {
  const present = (entries: readonly string[]) => entries.filter((entry) => tree.paths.includes(entry));
  return [
    { name: "the plane", entries: present(planeEntries), refused: refusedInPlane },
    { name: "a fresh clone", entries: present(bareEntries), refused: refusedWhenBare, staticOnly: true },
    {
      name: "the browser",
      entries: tree.files.filter(isBrowserEntry).map((file) => file.path),
      refused: refusedInBrowser,
    },
  ];
}

/** Server components stay out: only what says "use client", and what may be imported from there, must fit a browser. */
function isBrowserEntry({ path, isTest, program }: SourceFile): boolean {
  if (isTest || !/\.tsx?$/.test(path)) return false;
  const isClient = program.body.some((statement) => "directive" in statement && statement.directive === "use client");
  return isClient || (isBrowserSafe(path) && placeOf(path).noun !== "core");
}

function refusedInPlane(target: string): string | undefined {
  if (/^(@prisma\/|lib\/db\/generated\/)/.test(target)) return "Prisma";
  if (/^zod(\/|$)/.test(target)) return "zod";
  return /^(next|react)(\/|$)/.test(target) ? "Next" : undefined;
}

function refusedInBrowser(target: string): string | undefined {
  if (target === "server-only") return "a server-only module";
  if (target === "zod" || target.startsWith("zod/v4/classic")) return "full zod (90 KiB; use zod/mini)";
  if (/^(@prisma\/|lib\/db\/|pg$)/.test(target)) return "the database";
  return target.startsWith("node:") ? "Node" : undefined;
}

function refusedWhenBare(target: string): string | undefined {
  const isPackage = !target.startsWith("node:") && !/\.(m|c)?js$/.test(target);
  return isPackage ? "a package before npm install" : undefined;
}

function walkGraph(tree: SourceTree, graph: Graph): Fault[] {
  const files = new Map(tree.files.map((file) => [file.path, file]));
  const reached = new Map<string, string>(graph.entries.map((entry) => [entry, ""]));
  const faults: Fault[] = [];
  for (const [path] of reached) {
    for (const { specifier, kind, line } of files.get(path)?.imports ?? []) {
      if (kind === "type" || (graph.staticOnly && kind === "dynamic")) continue;
      const target = resolveImport(tree, path, specifier);
      const name = target.kind === "package" ? target.specifier : target.path;
      const refused = graph.refused(name);
      if (refused)
        faults.push({
          path,
          line,
          message: `${graph.name} would load ${refused}: ${traceBack(reached, path)} → ${specifier}`,
        });
      else if (target.kind === "file" && !reached.has(name)) reached.set(name, path);
    }
  }
  return faults;
}

function traceBack(reached: ReadonlyMap<string, string>, path: string): string {
  const above = reached.get(path);
  return above ? `${traceBack(reached, above)} → ${path}` : path;
}
