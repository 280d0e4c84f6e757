import type { PolicyContent } from "@/lib/policy/rules/changing/content";
import { ConditionFault } from "@/lib/policy/rules/cel/ast";
import { compileCondition } from "@/lib/policy/rules/condition";
import { compileRule, RuleIndex } from "@/lib/policy/rules/decision/compile";
import { parseActionPattern, PatternFault } from "@/lib/policy/rules/patterns";
import type { Json } from "@/lib/policy/rules/snapshot";
import type { WrittenRule } from "@/lib/policy/rules/writing/document";
import { hasTrait } from "@/lib/policy/rules/writing/findings/words";

/** What an agent was seen to do, summed up over its decisions. */
export type ObservedCall = {
  readonly action: string;
  readonly resource_type?: string | undefined;
  readonly count: number;
  /** Of these: put to a person, and refused. */
  readonly asked: number;
  readonly denied: number;
  readonly arguments?: readonly { readonly path: readonly string[]; readonly samples: readonly Json[] }[];
};
/** A rule nobody has said yes to: it is shown unchecked. */
export type Suggestion = { readonly rule: WrittenRule; readonly why: string; readonly count: number };

const maxSuggestions = 50;

/** Rules for what was seen and what no rule speaks of yet, the most frequent first. */
export function suggestRules(observed: readonly ObservedCall[], document: Pick<PolicyContent, "rules">): Suggestion[] {
  const index = new RuleIndex(document.rules.map((rule) => compileRule({ ...rule, since: 1 }, false)));
  const ids = new Set(document.rules.map(({ id }) => id));
  const suggestions: Suggestion[] = [];
  for (const call of observed.toSorted((a, b) => b.count - a.count || (a.action < b.action ? -1 : 1))) {
    if (suggestions.length >= maxSuggestions) break;
    const { action, resource_type: type = "none", count } = call;
    if (!isNamed(action) || !isNamed(type) || index.find(action, type, "any").length > 0) continue;
    const id = freeId(action, ids);
    ids.add(id);
    suggestions.push({ rule: { id, ...ruleFor(call) }, why: whyAsk(call) ?? `It did this ${times(count)}.`, count });
  }
  return suggestions;
}

/** A name that hides characters is refused by every decision: no rule could be for it. */
function isNamed(name: string): boolean {
  try {
    parseActionPattern(escapeStars(name));
    return true;
  } catch (error) {
    if (error instanceof PatternFault) return false;
    throw error;
  }
}

function escapeStars(name: string): string {
  return name.replaceAll(/[\\*]/g, String.raw`\$&`);
}

/** Why a person should see each call, or undefined. */
function whyAsk({ action, asked, denied, count }: ObservedCall): string | undefined {
  if (hasTrait(action, "irreversible")) return `It did this ${times(count)}, and it cannot be taken back.`;
  if (hasTrait(action, "open")) return `It did this ${times(count)}, and the tool runs whatever it is given.`;
  if (denied > 0) return `It tried this ${times(count)} and was refused ${times(denied)}.`;
  return asked > 0 ? `It did this ${times(count)}, and a person was asked ${times(asked)}.` : undefined;
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

function ruleFor(call: ObservedCall): Omit<WrittenRule, "id"> {
  const { action, resource_type: type, count } = call;
  const about = {
    actions: [escapeStars(action)],
    ...(type !== undefined && type !== "none" && { resources: [`${escapeStars(type)}/*`] }),
  };
  const because = `Seen ${times(count)}. Say why it is needed.`;
  if (whyAsk(call) !== undefined) {
    const asking = { risk: "high", approvers: "owner", window_seconds: 900 };
    return { effect: "ask", ...about, ...asking, boundary: "hard", enforced_at: ["approval"], because };
  }
  const when = limitOf(call);
  return {
    effect: "approve",
    ...about,
    ...(when !== undefined && { when }),
    boundary: "hard",
    enforced_at: ["gateway"],
    because,
  };
}

/** Numbers stay within what was seen. */
function limitOf({ arguments: seen = [] }: ObservedCall): string | undefined {
  const limits = seen.flatMap(({ path, samples }) => {
    const numbers = samples.filter((sample) => typeof sample === "number");
    if (numbers.length === 0 || numbers.length < samples.length) return [];
    const most = Math.max(...numbers);
    const keys = path.map((key) =>
      /^(?!(?:in|true|false|null)$)[a-zA-Z]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`,
    );
    const limit = `args${keys.join("")} <= ${most}`;
    return isCondition(limit) ? [limit] : [];
  });
  return limits.length > 0 && limits.length <= 4 ? limits.join(" && ") : undefined;
}

function isCondition(text: string): boolean {
  try {
    compileCondition(text);
    return true;
  } catch (error) {
    if (error instanceof ConditionFault) return false;
    throw error;
  }
}

function freeId(action: string, taken: ReadonlySet<string>): string {
  const base =
    action
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, "")
      .slice(0, 56)
      .replace(/-$/, "") || "rule";
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(id)) return id;
  }
}
