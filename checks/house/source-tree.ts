import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Comment, type Node, parseSync, type Program } from "oxc-parser";

/** One violation, in words a reader can act on. */
export type Fault = { path: string; line: number; message: string };

export type Import = { specifier: string; kind: "static" | "dynamic" | "type"; reExport: boolean; line: number };

export type SourceFile = {
  /** From the root, with `/`. */
  path: string;
  text: string;
  program: Program;
  comments: readonly Comment[];
  imports: readonly Import[];
  isTest: boolean;
};

export type SourceTree = {
  root: string;
  files: readonly SourceFile[];
  /** Every file that is not ignored, parsed or not. */
  paths: readonly string[];
  faults: readonly Fault[];
  readText: (path: string) => string;
};

const ignoredNames = new Set(["node_modules", ".git", ".next", ".ambit", ".data", "test-results", "playwright-report"]);
const ignoredPaths = new Set(["lib/db/generated", "next-env.d.ts"]);
const parsed = /\.(ts|tsx|js|mjs|cjs|jsx)$/;
const smallestBelievableTree = 10;

export function readTree(root: string): SourceTree {
  const paths = listPaths(root, "");
  const readText = (name: string) => readFileSync(path.join(root, name), "utf8");
  const files: SourceFile[] = [];
  const faults: Fault[] = [];
  for (const file of paths.filter((name) => parsed.test(name))) {
    const text = readText(file);
    const { program, comments, errors } = parseSync(file, text);
    const error = errors[0];
    if (error) faults.push({ path: file, line: 1, message: `does not parse: ${error.message}` });
    files.push({ path: file, text, program, comments, imports: readImports(program, text), isTest: isTestPath(file) });
  }
  return { root, files, paths, faults, readText };
}

/** A checker that saw nothing has checked nothing: too few files is a fault of its own. */
export function refuseEmptyTree(tree: SourceTree, read: number): Fault[] {
  if (read >= smallestBelievableTree) return [...tree.faults];
  return [
    ...tree.faults,
    { path: ".", line: 1, message: `only ${read} files were read: the checker itself is broken` },
  ];
}

export function isTestPath(file: string): boolean {
  return /\.(test|spec)\.tsx?$/.test(file);
}

function listPaths(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .flatMap((entry) => {
      const name = path.posix.join(folder, entry.name);
      if (ignoredNames.has(entry.name) || ignoredPaths.has(name)) return [];
      return entry.isDirectory() ? listPaths(root, name) : [name];
    });
}

function readImports(program: Program, text: string): Import[] {
  const imports: Import[] = [];
  walk(program, (node) => {
    const found = readImport(node);
    if (found) imports.push({ ...found, line: lineAt(text, node.start) });
  });
  return imports;
}

function readImport(node: Node): Omit<Import, "line"> | undefined {
  switch (node.type) {
    case "ImportDeclaration":
      return { specifier: node.source.value, kind: kindOf(node.importKind), reExport: false };
    case "ExportAllDeclaration":
      return { specifier: node.source.value, kind: kindOf(node.exportKind), reExport: true };
    case "ExportNamedDeclaration":
      return node.source ? { specifier: node.source.value, kind: kindOf(node.exportKind), reExport: true } : undefined;
    case "ImportExpression":
      return node.source.type === "Literal" && typeof node.source.value === "string"
        ? { specifier: node.source.value, kind: "dynamic", reExport: false }
        : undefined;
    case "TSImportType":
      return { specifier: node.source.value, kind: "type", reExport: false };
    default:
      return undefined;
  }
}

function kindOf(written: "type" | "value" | null | undefined): "type" | "static" {
  return written === "type" ? "type" : "static";
}

/** Visits a node and everything below it; `visit` may answer false to leave a branch out. */
export function walk(node: Node, visit: (node: Node) => boolean | void): void {
  if (visit(node) === false) return;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, visit);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}
