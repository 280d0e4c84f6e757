import { hashBase64Url } from "@/lib/core/sha256";
import { type Canonical, writeCanonical } from "@/lib/crypto/canonical";
import { compileRule } from "@/lib/policy/rules/decision/compile";
import type { JsonMembers, PublishedRule } from "@/lib/policy/rules/snapshot";

/** The four parts of an evaluation as they were sent. */
export type SentCall = {
  readonly subject: JsonMembers;
  readonly action: JsonMembers;
  readonly resource: JsonMembers;
  readonly context?: JsonMembers | undefined;
};

export function digestOf(value: Canonical): string {
  return `sha-256:${hashBase64Url(new TextEncoder().encode(writeCanonical(value)))}`;
}

/**
 * What an approval binds to: the call as it was sent, without the chain of actors, with the session by its id and of the
 * context only what the agent `binds`. A context that holds nothing bound counts as none: what is asked without one is
 * submitted with a justification in it and asked again with an approval in it, and is the same action each time.
 */
export function digestAction(
  { subject, action, resource, context }: SentCall,
  binds: readonly string[],
  sessionId?: string,
): string {
  const bound = reduceContext(context ?? {}, binds, sessionId);
  const sent = Object.keys(bound).length > 0 ? { context: bound } : {};
  return digestOf({ subject: withoutActors(subject), action, resource, ...sent });
}

function withoutActors(subject: JsonMembers): JsonMembers {
  const properties = Object.hasOwn(subject, "properties") ? subject["properties"] : undefined;
  if (typeof properties !== "object" || properties === null || Array.isArray(properties)) return subject;
  return { ...subject, properties: Object.fromEntries(Object.entries(properties).filter(([name]) => name !== "act")) };
}

function reduceContext(context: JsonMembers, binds: readonly string[], sessionId: string | undefined): JsonMembers {
  const kept = Object.entries(context).filter(([name]) => binds.includes(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [name, name === "session" && sessionId !== undefined ? sessionId : value]),
  );
}

/** The members of `context` that an approval binds to: these two, and what a condition reads. */
export function bindsOf(rules: readonly PublishedRule[], guardrails: readonly PublishedRule[]): string[] {
  const read = [...rules.map((rule) => compileRule(rule, false)), ...guardrails.map((rule) => compileRule(rule, true))];
  const members = read.flatMap(({ condition }) => [...(condition?.reads.contextMembers ?? [])]);
  return ["session", "tool_digest", ...[...new Set(members)].filter((name) => name !== "tool_digest").toSorted()];
}
