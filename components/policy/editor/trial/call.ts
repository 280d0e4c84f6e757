import type { PolicyTest, TriedCall } from "@/lib/policy/schema";

/** A call as somebody types it. */
export type TriedCallText = {
  readonly action: string;
  readonly args: string;
  readonly resourceType: string;
  readonly resourceId: string;
  /** Empty: no session. */
  readonly intent: string;
  readonly context: string;
  /** As a date-time field holds it, in UTC; empty: the moment it is tried. */
  readonly now: string;
};

export const noCall: TriedCallText = {
  action: "",
  args: "",
  resourceType: "",
  resourceId: "",
  intent: "",
  context: "",
  now: "",
};

export type CallField = "action" | "args" | "resource" | "context" | "now";
export type ReadCall =
  | { readonly ok: true; readonly call: TriedCall }
  | { readonly ok: false; readonly faults: Readonly<Partial<Record<CallField, string>>> };

/** The call that is meant, or what is wrong with what was typed. */
export function readCall(text: TriedCallText): ReadCall {
  const faults: Partial<Record<CallField, string>> = {};
  const [args, context] = [readMembers(text.args), readMembers(text.context)];
  if (text.action.trim() === "") faults.action = "Write the name of an action.";
  if (typeof args === "string") faults.args = args;
  if (typeof context === "string") faults.context = context;
  const [type, id] = [text.resourceType.trim(), text.resourceId.trim()];
  if ((type === "") !== (id === "")) faults.resource = "A resource has a type and an id.";
  const now = text.now === "" ? undefined : new Date(`${text.now}Z`);
  if (now && Number.isNaN(now.getTime())) faults.now = "This is no time.";
  if (typeof args === "string" || typeof context === "string" || Object.keys(faults).length > 0) {
    return { ok: false, faults };
  }
  return {
    ok: true,
    call: {
      action: text.action.trim(),
      ...(args && { args }),
      ...(type !== "" && { resource: { type, id } }),
      ...(context && { context }),
      ...(text.intent !== "" && { intent: text.intent }),
      ...(now && { now: now.toISOString() }),
    },
  };
}

type Members = NonNullable<TriedCall["args"]>;

/** JSON members; undefined where nothing is written, and what is wrong in words. */
function readMembers(text: string): Members | string | undefined {
  if (text.trim() === "") return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (!isMembers(value)) return 'Members in braces belong here, as in {"amount": 120}.';
    return value;
  } catch (error) {
    return error instanceof Error ? `This is no JSON: ${error.message}.` : "This is no JSON.";
  }
}

/** What JSON.parse gave holds nothing but JSON. */
function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The call of a test, as it would be typed. */
export function writeCall(test: Omit<PolicyTest, "name" | "expect">): TriedCallText {
  const write = (members: Members | undefined): string =>
    members === undefined ? "" : JSON.stringify(members, null, 2);
  return {
    action: test.action,
    args: write(test.args),
    resourceType: test.resource?.type ?? "",
    resourceId: test.resource?.id ?? "",
    intent: test.intent ?? "",
    context: write(test.context),
    now: test.now === undefined ? "" : new Date(test.now).toISOString().slice(0, 16),
  };
}
