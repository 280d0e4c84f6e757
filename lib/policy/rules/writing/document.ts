import { ConditionFault } from "@/lib/policy/rules/cel/ast";
import { isCanonicalText } from "@/lib/policy/rules/cel/values";
import { parseApprovers } from "@/lib/policy/rules/approvers";
import { compileCondition } from "@/lib/policy/rules/condition";
import { parseActionPattern, parseResourcePattern, PatternFault } from "@/lib/policy/rules/patterns";
import type { JsonMembers, Outcome, PublishedIntent, PublishedRule, Reason } from "@/lib/policy/rules/snapshot";

export type WrittenRule = Omit<PublishedRule, "since">;
export type WrittenIntent = PublishedIntent & {
  readonly issuance?:
    | { readonly who?: string | undefined; readonly task?: string | undefined; readonly approvers?: string | undefined }
    | undefined;
};
export type WrittenTest = {
  readonly name: string;
  readonly action: string;
  readonly args?: JsonMembers | undefined;
  readonly resource?:
    | { readonly type: string; readonly id: string; readonly properties?: JsonMembers | undefined }
    | undefined;
  readonly context?: JsonMembers | undefined;
  readonly intent?: string | undefined;
  readonly now?: string | undefined;
  readonly expect: Outcome;
  readonly reason?: Reason | undefined;
  readonly rule?: string | undefined;
};
/** One agent's policy as people write it. */
export type WrittenPolicy = {
  readonly require_intent: boolean;
  readonly intents: readonly WrittenIntent[];
  readonly rules: readonly WrittenRule[];
  readonly tests: readonly WrittenTest[];
  readonly secret_arguments: readonly string[];
};

export type DocumentFault = {
  readonly pointer: string;
  readonly code: "taken" | "unknown" | "missing" | "not_allowed" | "pattern" | "condition" | "approvers";
  readonly detail: string;
  /** Where in the text at the pointer, where the text itself is at fault. */
  readonly start?: number;
  readonly end?: number;
};
type Report = (pointer: string, code: DocumentFault["code"], detail: string, start?: number, end?: number) => void;

/** All that its schema cannot say: names given twice, and patterns, conditions and approvers that do not parse. */
export function checkDocument(policy: WrittenPolicy, areGuardrails = false): DocumentFault[] {
  const faults: DocumentFault[] = [];
  const report: Report = (pointer, code, detail, start, end) =>
    faults.push({ pointer, code, detail, ...(start !== undefined && { start }), ...(end !== undefined && { end }) });
  if (areGuardrails) refuseGrants(policy, report);
  refuseTwice(policy.rules, ({ id }) => id, "/rules", "id", report);
  refuseTwice(policy.intents, ({ id }) => id, "/intents", "id", report);
  refuseTwice(policy.tests, ({ name }) => name, "/tests", "name", report);
  for (const [at, rule] of policy.rules.entries()) checkRule(rule, `/rules/${at}`, report);
  for (const [at, intent] of policy.intents.entries()) checkIntent(intent, `/intents/${at}`, report);
  for (const [at, path] of policy.secret_arguments.entries()) {
    if (!/^[^.\s]+(?:\.[^.\s]+)*$/.test(path) || !isCanonicalText(path)) {
      report(`/secret_arguments/${at}`, "pattern", "A path is names between dots, as in card.number.");
    }
  }
  const intents = new Set(policy.intents.map(({ id }) => id));
  for (const [at, { intent }] of policy.tests.entries()) {
    if (intent !== undefined && !intents.has(intent)) {
      report(`/tests/${at}/intent`, "unknown", `There is no intent ${intent}.`);
    }
  }
  return faults;
}

/** Guardrails only limit: what an agent may do is said in its own policy, where its owner answers for it. */
function refuseGrants({ rules, intents }: WrittenPolicy, report: Report): void {
  for (const [at, { effect }] of rules.entries()) {
    if (effect === "approve")
      report(`/rules/${at}/effect`, "not_allowed", "Guardrails ask or prohibit; they approve nothing.");
  }
  if (intents.length > 0) report("/intents/0", "not_allowed", "Guardrails have no intents.");
}

function refuseTwice<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  pointer: string,
  field: string,
  report: Report,
): void {
  const seen = new Set<string>();
  for (const [at, item] of items.entries()) {
    const name = nameOf(item);
    if (seen.has(name)) report(`${pointer}/${at}/${field}`, "taken", `${name} stands here twice.`);
    seen.add(name);
  }
}

const askMembers = ["risk", "approvers", "window_seconds"] as const;

function checkRule(rule: WrittenRule, pointer: string, report: Report): void {
  checkPatterns(rule.actions, `${pointer}/actions`, parseActionPattern, report);
  checkPatterns(rule.resources ?? [], `${pointer}/resources`, parseResourcePattern, report);
  if (rule.when !== undefined) checkCondition(rule.when, `${pointer}/when`, report);
  const asks = rule.effect === "ask";
  for (const member of askMembers) {
    if (asks && rule[member] === undefined) {
      report(`${pointer}/${member}`, "missing", `A rule that asks a person needs ${member}.`);
    }
  }
  for (const member of [...askMembers, "grant_minutes"] as const) {
    if (!asks && rule[member] !== undefined) {
      report(`${pointer}/${member}`, "not_allowed", `${member} belongs to rules that ask a person.`);
    }
  }
  if (asks && rule.approvers !== undefined) checkApprovers(rule.approvers, `${pointer}/approvers`, report);
}

function checkIntent({ actions, issuance }: WrittenIntent, pointer: string, report: Report): void {
  checkPatterns(actions, `${pointer}/actions`, parseActionPattern, report);
  if (issuance?.task !== undefined) {
    checkPatterns([issuance.task], `${pointer}/issuance/task`, (text) => parseResourcePattern(`task/${text}`), report);
  }
  if (issuance?.who !== undefined) checkApprovers(issuance.who, `${pointer}/issuance/who`, report);
  if (issuance?.approvers !== undefined) checkApprovers(issuance.approvers, `${pointer}/issuance/approvers`, report);
}

function checkPatterns(
  texts: readonly string[],
  pointer: string,
  parse: (text: string) => unknown,
  report: Report,
): void {
  for (const [at, text] of texts.entries()) {
    try {
      parse(text);
    } catch (error) {
      if (!(error instanceof PatternFault)) throw error;
      report(`${pointer}/${at}`, "pattern", error.message);
    }
  }
}

function checkCondition(text: string, pointer: string, report: Report): void {
  try {
    compileCondition(text);
  } catch (error) {
    if (!(error instanceof ConditionFault)) throw error;
    report(pointer, "condition", error.message, error.start, error.end);
  }
}

function checkApprovers(text: string, pointer: string, report: Report): void {
  const parsed = parseApprovers(text);
  if (parsed.ok) return;
  for (const { detail, offset } of parsed.faults) report(pointer, "approvers", detail, offset, text.length);
}
