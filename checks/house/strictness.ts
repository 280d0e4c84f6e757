import type { Node } from "oxc-parser";
import {
  type Fault,
  lineAt,
  refuseEmptyTree,
  type SourceFile,
  type SourceTree,
  walk,
} from "@/checks/house/source-tree";

const demandedFlags = [
  "strict",
  "noUncheckedIndexedAccess",
  "exactOptionalPropertyTypes",
  "noImplicitOverride",
  "noImplicitReturns",
  "noFallthroughCasesInSwitch",
  "noPropertyAccessFromIndexSignature",
  "noUnusedLocals",
  "noUnusedParameters",
  "verbatimModuleSyntax",
  "erasableSyntaxOnly",
];

export function findStrictnessFaults(tree: SourceTree): Fault[] {
  const faults = refuseEmptyTree(tree, tree.files.length);
  for (const file of tree.files) faults.push(...checkNodes(file), ...checkComments(file));
  return [...faults, ...checkCompilerFlags(tree)];
}

function checkNodes(file: SourceFile): Fault[] {
  const faults: Fault[] = [];
  walk(file.program, (node) => {
    const message = judgeNode(node);
    if (message) faults.push({ path: file.path, line: lineAt(file.text, node.start), message });
  });
  return faults;
}

function judgeNode(node: Node): string | undefined {
  switch (node.type) {
    case "TSAnyKeyword":
      return "`any` switches the type checker off; say what it is, or `unknown`";
    case "TSNonNullExpression":
      return "`!` claims what the type checker cannot see; handle the missing case";
    case "VariableDeclarator":
    case "PropertyDefinition":
      return "definite" in node && node.definite ? "`!:` hides a missing first value" : undefined;
    case "TSAsExpression":
      return node.expression.type === "TSAsExpression" && node.expression.typeAnnotation.type === "TSUnknownKeyword"
        ? "`as unknown as` turns anything into anything; parse or narrow instead"
        : undefined;
    case "CallExpression":
      return isModuleMock(node) ? "no mocks: test against the real thing" : undefined;
    default:
      return undefined;
  }
}

function isModuleMock(node: Node & { type: "CallExpression" }): boolean {
  const { callee } = node;
  return (
    callee.type === "MemberExpression" &&
    callee.object.type === "Identifier" &&
    callee.object.name === "vi" &&
    callee.property.type === "Identifier" &&
    ["mock", "doMock", "hoisted"].includes(callee.property.name)
  );
}

function checkComments(file: SourceFile): Fault[] {
  return file.comments.flatMap((comment) => {
    const message = judgeComment(comment.value.trim());
    return message ? [{ path: file.path, line: lineAt(file.text, comment.start), message }] : [];
  });
}

function judgeComment(text: string): string | undefined {
  const [, directive] = /^@ts-(ignore|expect-error|nocheck)\b/.exec(text) ?? [];
  if (directive) return `\`@ts-${directive}\` silences the type checker`;
  if (/^(oxlint|eslint)-disable/.test(text) && !/ -- \S/.test(text)) {
    return "a lint rule is switched off without a reason (`-- because …`)";
  }
  return undefined;
}

function checkCompilerFlags(tree: SourceTree): Fault[] {
  const config: unknown = JSON.parse(tree.readText("tsconfig.json"));
  const options = readObject(readObject(config)["compilerOptions"]);
  return demandedFlags
    .filter((flag) => options[flag] !== true)
    .map((flag) => ({ path: "tsconfig.json", line: 1, message: `compilerOptions.${flag} must be true` }));
}

function readObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
