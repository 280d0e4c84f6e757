import "server-only";
import type { RuleExcerpt, Surroundings } from "@/components/decisions/record/surroundings";
import { readRuleName } from "@/components/decisions/words";
import type { Ctx } from "@/lib/access/context";
import { requireAgentId } from "@/lib/agents/service";
import { isAppError } from "@/lib/core/errors";
import type { DecisionDetail } from "@/lib/decisions/schema";
import { lineAt, readPolicyDocument } from "@/lib/policy/schema";
import type { PolicyScope } from "@/lib/policy/rules";
import { getLivePolicy, getPolicyVersion } from "@/lib/policy/service";

/** What stands around one decision, as far as it is there: the words of its rule, and what could be changed about it. */
export async function readSurroundings(ctx: Ctx, decision: DecisionDetail): Promise<Surroundings> {
  const { rule, environment, policy } = decision;
  const told = rule === null ? null : readRuleName(rule);
  const slug = await findSlug(ctx, decision);
  const scope: PolicyScope | null =
    told?.guardrail === true ? { kind: "guardrails", environment } : slug === null ? null : { kind: "agent", slug };
  const version = told?.guardrail === true ? policy.guardrails : policy.version;
  const live = scope && (await getLivePolicy(ctx, scope));
  return {
    slug,
    rule: told && scope && version !== null ? await readRule(ctx, scope, version, told.name) : null,
    mayPropose: live?.abilities.includes("update") === true,
    hasDraft: live !== null && live.draft !== null,
  };
}

/** Where the agent of the decision is to be found today: it may have been renamed, and its name may be another's. */
async function findSlug(ctx: Ctx, { agent, agent_id: id }: DecisionDetail): Promise<string | null> {
  const found = await whereThere(() => requireAgentId(ctx.db, agent));
  if (found === undefined || id === null) return null;
  if ("renamedTo" in found) return found.renamedTo;
  return found.there === id ? agent : null;
}

async function readRule(ctx: Ctx, scope: PolicyScope, number: number, id: string): Promise<RuleExcerpt | null> {
  const found = await whereThere(() => getPolicyVersion(ctx, scope, number));
  if (!found || !("there" in found)) return null;
  const version = found.there;
  const reading = readPolicyDocument(version.text, scope.kind === "guardrails");
  if (!reading.ok) return null;
  const at = reading.document.rules.findIndex((rule) => rule.id === id);
  const rule = reading.document.rules[at];
  if (!rule) return null;
  const line = lineAt(reading.lines, `/rules/${at}`);
  const { because, boundary, strength, enforced_at: places } = rule;
  return {
    version: number,
    line,
    text: cutBlock(version.text, line),
    because,
    boundary,
    strength: strength ?? null,
    enforcedAt: places ?? [],
    publishedBy: version.published_by.name,
    publishedAt: version.published_at,
  };
}

const mostLines = 60;

/** From the line on which an item begins as far as its own: what follows stands no deeper than its first line. */
function cutBlock(text: string, line: number): string {
  const lines = text.split(/\r?\n/).slice(line - 1, line - 1 + mostLines);
  const depth = (one: string): number => one.length - one.trimStart().length;
  const [first = ""] = lines;
  const end = lines.findIndex((one, at) => at > 0 && one.trim() !== "" && depth(one) <= depth(first));
  const block = end < 0 ? lines : lines.slice(0, end);
  const last = block.findLastIndex((one) => one.trim() !== "" && !one.trim().startsWith("#"));
  return block
    .slice(0, last + 1)
    .map((one) => one.slice(Math.min(depth(first), depth(one))))
    .join("\n");
}

type Found<T> = { there: T } | { renamedTo: string };

/** What is gone leaves the decision as it is. */
async function whereThere<T>(read: () => Promise<T>): Promise<Found<T> | undefined> {
  try {
    return { there: await read() };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const next = error.members["renamed_to"];
    if (error.code === "renamed" && typeof next === "string") return { renamedTo: next };
    if (error.code === "not_found") return undefined;
    throw error;
  }
}
