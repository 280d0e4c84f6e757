import type { Json, JsonMembers } from "@/lib/policy/rules/snapshot";
import type { WrittenIntent, WrittenPolicy } from "@/lib/policy/rules/writing/document";

export type ContentIntent = WrittenIntent & {
  readonly issuance?: { readonly per_hour?: number | undefined; readonly per_day?: number | undefined } | undefined;
};
/** A policy with every member that a change can be about. */
export type PolicyContent = Omit<WrittenPolicy, "intents"> & {
  readonly intents: readonly ContentIntent[];
  readonly keep_arguments?: string | undefined;
};

export const policyParts = ["rules", "intents", "tests"] as const;
export type PolicyPart = (typeof policyParts)[number];
export const topMembers = ["require_intent", "keep_arguments", "secret_arguments"] as const;
export type TopMember = (typeof topMembers)[number];

/** What an item of each part is told apart by. */
export const partKeys = { rules: "id", intents: "id", tests: "name" } as const;

/** In which order members are written where nobody has written them yet. */
export const memberOrder: Readonly<Record<PolicyPart | "document", readonly string[]>> = {
  document: [...topMembers, "intents", "rules", "tests"],
  rules: [
    ..."id effect actions resources when risk approvers window_seconds grant_minutes".split(" "),
    ..."boundary strength enforced_at because".split(" "),
  ],
  intents: ["id", "statement", "actions", "max_session_minutes", "issuance"],
  tests: "name action args resource context intent now expect reason rule".split(" "),
};

/** Equal as values: the order of members says nothing, `-0` is 0. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, at) => isSame(item, right[at]));
  }
  const ours = presentMembers(left);
  const theirs = new Map(presentMembers(right));
  return (
    ours.length === theirs.size && ours.every(([name, value]) => theirs.has(name) && isSame(value, theirs.get(name)))
  );
}

/** A member that is undefined is not there. */
function presentMembers(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}

export function isMembers(value: unknown): value is JsonMembers {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The same without members that are undefined, so that it is what a text can say. */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== "object") return null;
  return membersFrom(presentMembers(value).map(([name, member]) => [name, toJson(member)]));
}

/** Also with a member named `__proto__`, which assigning would lose. */
export function membersFrom(entries: Iterable<readonly [string, Json]>): JsonMembers {
  return Object.fromEntries(entries);
}
