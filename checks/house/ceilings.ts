import path from "node:path";
import type { Node } from "oxc-parser";
import {
  type Fault,
  isTestPath,
  lineAt,
  refuseEmptyTree,
  type SourceFile,
  type SourceTree,
  walk,
} from "@/checks/house/source-tree";

const ceilings = { file: 300, function: 80, component: 120, folder: 20, uiFolder: 40, page: 60, route: 25 };
const counted = /\.(ts|tsx|js|mjs|cjs|jsx|css|prisma)$/;
/** Names that tools demand fill the root, and DESIGN's nouns fill `lib`: neither is ours to split. */
const openFolders = new Set([".", "lib", "prisma/migrations"]);

export function findCeilingFaults(tree: SourceTree): Fault[] {
  const faults = refuseEmptyTree(tree, tree.files.length);
  for (const file of tree.files) faults.push(...checkFunctions(file));
  return [...faults, ...checkFileLengths(tree), ...checkFolders(tree)];
}

function checkFileLengths(tree: SourceTree): Fault[] {
  return tree.paths
    .filter((name) => counted.test(name))
    .flatMap((name) => {
      const lines = countLines(tree.readText(name));
      const ceiling = fileCeiling(name);
      return lines > ceiling ? [{ path: name, line: 1, message: `${lines} lines; the ceiling is ${ceiling}` }] : [];
    });
}

function fileCeiling(name: string): number {
  if (name.startsWith("app/") && name.endsWith("/page.tsx")) return ceilings.page;
  if (name.startsWith("app/") && name.endsWith("/route.ts")) return ceilings.route;
  return ceilings.file;
}

function checkFunctions(file: SourceFile): Fault[] {
  const faults: Fault[] = [];
  walk(file.program, (node) => {
    if (!isFunction(node)) return;
    const first = lineAt(file.text, node.start);
    const lines = lineAt(file.text, node.end) - first + 1;
    const component = file.path.endsWith("x") && holdsMarkup(node);
    const ceiling = component ? ceilings.component : ceilings.function;
    if (lines <= ceiling) return;
    const what = component ? "component" : "function";
    faults.push({ path: file.path, line: first, message: `a ${what} of ${lines} lines; the ceiling is ${ceiling}` });
  });
  return faults;
}

function isFunction(node: Node): boolean {
  return (
    node.type === "FunctionDeclaration" || node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression"
  );
}

function holdsMarkup(root: Node): boolean {
  let found = false;
  walk(root, (node) => {
    found ||= node.type === "JSXElement" || node.type === "JSXFragment";
    return !found;
  });
  return found;
}

function checkFolders(tree: SourceTree): Fault[] {
  const entries = new Map<string, Set<string>>();
  for (const name of tree.paths.filter((candidate) => !isTestPath(candidate))) addEntry(entries, name);
  return [...entries].flatMap(([folder, names]) => {
    const ceiling = folder === "components/ui" ? ceilings.uiFolder : ceilings.folder;
    if (openFolders.has(folder) || names.size <= ceiling) return [];
    return [{ path: folder, line: 1, message: `${names.size} entries; the ceiling is ${ceiling}` }];
  });
}

/** Counts the file in its folder, that folder in the one above, and so on. */
function addEntry(entries: Map<string, Set<string>>, name: string): void {
  const folder = path.posix.dirname(name);
  const names = entries.get(folder) ?? new Set<string>();
  names.add(path.posix.basename(name));
  entries.set(folder, names);
  if (folder !== ".") addEntry(entries, folder);
}

function countLines(text: string): number {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}
