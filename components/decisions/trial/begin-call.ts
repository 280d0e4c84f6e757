import { type TriedCallText, writeCall } from "@/components/policy/editor/trial/call";
import type { DecisionDetail } from "@/lib/decisions/schema";
import type { TriedCall } from "@/lib/policy/schema";
import { type Members, withoutMasked } from "../record/leaves";

/** The call of a decision as far as it is kept: what is masked cannot be tried, so it is left out. */
export function readKeptCall(decision: DecisionDetail): TriedCall {
  const { action, inputs, intent, chain } = decision;
  const part = (root: "args" | "resource" | "context"): Members =>
    withoutMasked(inputs[root] ?? {}, root, inputs.masked);
  const { tool_digest: _, ...context } = part("context");
  const args = part("args");
  return {
    action,
    ...(isFilled(args) && { args }),
    ...describeResource(decision, part("resource")["properties"]),
    ...(isFilled(context) && { context }),
    ...(intent !== null && !chain.session_ended && { intent }),
  };
}

function describeResource({ resource: { type, id } }: DecisionDetail, properties: Members[string] | undefined) {
  if (type === "none" && id === "none") return {};
  return { resource: { type, id, ...(isObject(properties) && isFilled(properties) && { properties }) } };
}

function isFilled(members: Members): boolean {
  return Object.keys(members).length > 0;
}

/** As it would be typed, at the time it was made. */
export function beginCall(decision: DecisionDetail): TriedCallText {
  return writeCall({ ...readKeptCall(decision), now: decision.decided_at });
}

export type Field = {
  readonly path: string;
  readonly keys: readonly string[];
  readonly value: string;
  /** The call carried text there, so whatever is typed is text. */
  readonly text: boolean;
};

const mostFields = 6;

/** The arguments that rules read and that one field can hold. */
export function listFields(decision: DecisionDetail, args: string): Field[] {
  const paths = new Set(decision.explanation.answers.flatMap(({ values }) => values.map(({ path }) => path)));
  const read = readJson(args);
  const kept = decision.inputs.args ?? {};
  return [...paths]
    .filter((path) => path.startsWith("args."))
    .slice(0, mostFields)
    .flatMap((path): Field[] => {
      const keys = path.split(".").slice(1);
      const value = getAt(read, keys);
      if (typeof value === "object" && value !== null) return [];
      const text = typeof getAt(kept, keys) === "string";
      return [{ path, keys, text, value: typeof value === "string" ? value : (JSON.stringify(value) ?? "") }];
    });
}

/** A number, true, false or null is one; anything else is text, and so is all that stands where text stood. */
export function putField(args: string, { keys, text }: Pick<Field, "keys" | "text">, typed: string): string {
  const read = readJson(args);
  const value = text ? typed : (readScalar(typed) ?? typed);
  return JSON.stringify(setAt(isObject(read) ? read : {}, keys, typed === "" ? undefined : value), null, 2);
}

function readScalar(typed: string): Json | undefined {
  const value = readJson(typed.trim());
  return typeof value === "object" && value !== null ? undefined : value;
}

type Json = Members[string];

function readJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function isObject(value: Json | undefined): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function getAt(value: Json | undefined, [key, ...rest]: readonly string[]): Json | undefined {
  if (key === undefined) return value;
  return isObject(value) && Object.hasOwn(value, key) ? getAt(value[key], rest) : undefined;
}

function setAt(members: Members, [key, ...rest]: readonly string[], value: Json | undefined): Members {
  if (key === undefined) return members;
  const others = Object.entries(members);
  const before = Object.hasOwn(members, key) ? members[key] : undefined;
  const next = rest.length === 0 ? value : setAt(isObject(before) ? before : {}, rest, value);
  if (next === undefined) return Object.fromEntries(others.filter(([name]) => name !== key));
  const at = others.findIndex(([name]) => name === key);
  return Object.fromEntries(at < 0 ? [...others, [key, next]] : others.with(at, [key, next]));
}
