import { compileCondition } from "@/lib/policy/rules";
import type { PolicyDocument } from "@/lib/policy/schema";

const common = ["session.intent", "session.initiator", "agent.tier", "resource.id", "now"];

/** Paths that a condition could read: those that other conditions and tests of the policy speak of. */
export function listPaths({ rules, tests }: Pick<PolicyDocument, "rules" | "tests">): string[] {
  const found = new Set<string>();
  for (const { when } of rules.slice(0, mostRead)) for (const path of readPaths(when)) found.add(path);
  for (const { args, context } of tests.slice(0, mostRead)) {
    for (const name of Object.keys(args ?? {})) found.add(`args.${name}`);
    for (const name of Object.keys(context ?? {})) found.add(`context.${name}`);
  }
  return [...[...found].filter((path) => /^[\w.]+$/.test(path)), ...common];
}

const mostRead = 500;

/** The document has passed its check, so its conditions can be read. */
function readPaths(when: string | undefined): string[] {
  if (when === undefined) return [];
  return [...compileCondition(when).reads.paths.values()].map((keys) => ["args", ...keys].join("."));
}
