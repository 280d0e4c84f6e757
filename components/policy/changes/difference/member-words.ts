import {
  describeApprovers,
  describeCondition,
  describeNames,
  describeSeconds,
  type ItemDifference,
  type Piece,
} from "@/lib/policy/rules";

export type Part = ItemDifference["part"] | "document";
type Value = ItemDifference["members"][number]["before"];

const labels: Readonly<Record<string, string>> = {
  require_intent: "Needs a declared intent",
  keep_arguments: "Arguments kept",
  secret_arguments: "Masked arguments",
  effect: "Effect",
  actions: "Actions",
  resources: "Resources",
  when: "When",
  risk: "Risk",
  approvers: "Who may say yes",
  window_seconds: "Time to answer",
  grant_minutes: "A yes holds",
  boundary: "Boundary",
  strength: "Strength",
  enforced_at: "Enforced at",
  because: "Why",
  statement: "Statement",
  max_session_minutes: "Longest session",
  issuance: "Who may start it",
  action: "Action",
  args: "Arguments",
  resource: "Resource",
  context: "Context",
  intent: "Intent",
  now: "At",
  expect: "Must be",
  reason: "For the reason",
  rule: "By the rule",
};

export function labelOf(member: string): string {
  return labels[member] ?? member;
}

const words = (text: string): readonly Piece[] => [{ kind: "words", text }];
const named: ReadonlySet<string> = new Set(["actions", "resources", "secret_arguments"]);
const minutes: ReadonlySet<string> = new Set(["grant_minutes", "max_session_minutes"]);
const effects: Readonly<Record<string, string>> = { approve: "May", ask: "Asks first", prohibit: "Never" };
const outcomes: Readonly<Record<string, string>> = { allow: "allowed", ask: "asked", deny: "denied" };

/** A value in the words its rule has in the editor; what has none is shown as it is written. */
export function tellValue(member: string, value: Value): readonly Piece[] {
  if (value === undefined) return words("None");
  if (typeof value === "boolean") return words(value ? "Yes" : "No");
  if (typeof value === "number") {
    if (member === "window_seconds") return words(describeSeconds(value));
    return words(minutes.has(member) ? describeSeconds(value * 60) : String(value));
  }
  if (typeof value === "string") return tellText(member, value);
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) {
    return named.has(member) ? describeNames(value) : words(value.join(", "));
  }
  return [{ kind: "code", text: JSON.stringify(value, null, 1) }];
}

function tellText(member: string, value: string): readonly Piece[] {
  switch (member) {
    case "when":
      return describeCondition(value);
    case "approvers":
      return words(describeApprovers(value));
    case "effect":
      return words(effects[value] ?? value);
    case "expect":
      return words(outcomes[value] ?? value);
    case "action":
    case "intent":
    case "rule":
      return [{ kind: "code", text: value }];
    default:
      return words(value);
  }
}
