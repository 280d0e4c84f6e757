import { readInstant } from "@/lib/policy/rules/cel/time";
import type { Value } from "@/lib/policy/rules/cel/values";
import { readActions } from "@/lib/policy/rules/decision/environment";
import { type ActionPattern, matchesAction } from "@/lib/policy/rules/patterns";

/** What a session's token says of it. */
export type SessionClaims = {
  readonly id: string;
  readonly intent: string;
  readonly actions: readonly string[];
  /** The parents' lists, nearest first. */
  readonly within?: readonly (readonly string[])[] | undefined;
  readonly parent?: string | undefined;
  readonly initiator?: { readonly type: string; readonly id: string } | undefined;
  readonly initiator_proven: boolean;
  readonly started_at: string;
};

/** A live session of the agent that calls, read once. */
export type LiveSession = {
  readonly id: string;
  readonly intent: string;
  readonly lists: readonly (readonly ActionPattern[])[];
  readonly described: Value;
};

export function readSession(claims: SessionClaims): LiveSession {
  const { id, intent, initiator, initiator_proven, parent, started_at } = claims;
  const described: { [name: string]: Value } = { id, intent, initiator_proven };
  if (initiator) described["initiator"] = { type: initiator.type, id: initiator.id };
  if (parent !== undefined) described["parent"] = parent;
  const started = readInstant(started_at);
  if (started) described["started_at"] = started;
  return {
    id,
    intent,
    lists: [claims.actions, ...(claims.within ?? [])].map((actions) => readActions(actions) ?? []),
    described,
  };
}

export function describeSession({ described }: LiveSession): Value {
  return described;
}

/** In its own list, in each parent's, and in its intent as that is now. */
export function isInSession(
  { lists }: LiveSession,
  intent: readonly ActionPattern[] | undefined,
  action: string,
): boolean {
  return (
    intent !== undefined &&
    [...lists, intent].every((patterns) => patterns.some((pattern) => matchesAction(pattern, action)))
  );
}
