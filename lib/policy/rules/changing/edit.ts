import {
  isMembers,
  isSame,
  memberOrder,
  membersFrom,
  partKeys,
  type PolicyPart,
  toJson,
  type TopMember,
} from "@/lib/policy/rules/changing/content";
import {
  convertText,
  readWritten,
  type RewriteIntent,
  rewriteText,
  type Written,
} from "@/lib/policy/rules/changing/text/policy-text";
import type { Json, JsonMembers } from "@/lib/policy/rules/snapshot";
import type { WrittenIntent, WrittenRule, WrittenTest } from "@/lib/policy/rules/writing/document";
import { readPolicyText } from "@/lib/policy/rules/writing/text";

/** One change of a policy's text. What has an id stays where it is when it is put again. */
export type PolicyEdit =
  | { readonly kind: "put"; readonly part: "rules"; readonly item: WrittenRule; readonly at?: number }
  | { readonly kind: "put"; readonly part: "intents"; readonly item: WrittenIntent; readonly at?: number }
  | { readonly kind: "put"; readonly part: "tests"; readonly item: WrittenTest; readonly at?: number }
  | { readonly kind: "remove"; readonly part: PolicyPart; readonly id: string }
  /** `to`: its place once it is moved. */
  | { readonly kind: "move"; readonly part: PolicyPart; readonly id: string; readonly to: number }
  /** Undefined takes the member away. */
  | { readonly kind: "set"; readonly member: TopMember; readonly value: Json | undefined }
  /** The tests that expect an intent or a rule by its name go on expecting it. */
  | { readonly kind: "rename"; readonly part: PolicyPart; readonly id: string; readonly to: string };

class EditFault extends Error {}

/** Changes what the edit is about; every other line stays as it was written. */
export function editPolicyText(text: string, edit: PolicyEdit): Written {
  const renamed = new Map(edit.kind === "rename" ? [[edit.to, edit.id]] : []);
  const moved = edit.kind === "move" ? edit.id : undefined;
  return changeText(text, (before) => editDocument(before, edit), { renamed, moved });
}

/**
 * Makes the text say this document: what is the same keeps its words, comments and place. New items are written as they
 * stand in `from`, where they do.
 */
export function rewritePolicyText(text: string, document: object, from?: string): Written {
  const other = from === undefined ? undefined : readPolicyText(from);
  const sources = from !== undefined && other?.ok === true ? readWritten(from, other.read.value) : [];
  return changeText(text, () => toJson(document), { sources });
}

/** Comments are lost on the way to JSON, which has none. */
export function convertPolicyText(text: string, format: "yaml" | "json"): Written {
  return withValue(text, (value) => convertText(text, value, format));
}

function changeText(text: string, change: (before: JsonMembers) => Json, intent: Partial<RewriteIntent>): Written {
  return withValue(text, (value) => {
    if (!isMembers(value)) return { ok: false, detail: "The text is no policy: its top is not a set of members." };
    const after = change(value);
    const written = rewriteText(text, value, after, { renamed: new Map(), moved: undefined, sources: [], ...intent });
    if (!written.ok) return written;
    const read = readPolicyText(written.text);
    if (read.ok && isSame(read.read.value, after)) return written;
    const why = read.ok ? "" : (read.faults[0]?.detail ?? "");
    return { ok: false, detail: `This cannot be written here. ${why} Change the text itself.`.replace("  ", " ") };
  });
}

function withValue(text: string, change: (value: Json) => Written): Written {
  const outcome = readPolicyText(text);
  if (!outcome.ok) {
    const [first] = outcome.faults;
    return {
      ok: false,
      detail: first ? `Line ${first.line}, column ${first.column}: ${first.detail}` : "This is no policy.",
    };
  }
  try {
    return change(outcome.read.value);
  } catch (error) {
    if (error instanceof EditFault) return { ok: false, detail: error.message };
    throw error;
  }
}

/** The document as the edit means it: its members in the order they have, new ones in the usual order. */
export function editDocument(document: JsonMembers, edit: PolicyEdit): JsonMembers {
  if (edit.kind === "set") return withMember(document, edit.member, edit.value);
  const { part } = edit;
  const list = listOf(document, part);
  if (edit.kind === "put") return withMember(document, part, putItem(list, edit));
  const at = findItem(list, part, edit.id);
  const item = list[at];
  if (item === undefined) throw new EditFault(`There is no ${edit.id} among the ${part}.`);
  const others = list.filter((_, index) => index !== at);
  if (edit.kind === "remove") return withMember(document, part, others);
  if (edit.kind === "move") return withMember(document, part, others.toSpliced(Math.max(0, edit.to), 0, item));
  return rename(document, edit, list, at);
}

function listOf(document: JsonMembers, part: PolicyPart): readonly Json[] {
  const list = Object.hasOwn(document, part) ? document[part] : undefined;
  if (list === undefined || list === null) return [];
  if (Array.isArray(list)) return list;
  throw new EditFault(`${part} is no list. Change the text itself.`);
}

function findItem(list: readonly Json[], part: PolicyPart, id: string): number {
  return list.findIndex((item) => isMembers(item) && item[partKeys[part]] === id);
}

function putItem(list: readonly Json[], edit: PolicyEdit & { kind: "put" }): Json {
  const item = toJson(edit.item);
  if (!isMembers(item)) throw new EditFault("This has no members.");
  const key = item[partKeys[edit.part]];
  if (typeof key !== "string") throw new EditFault(`This has no ${partKeys[edit.part]}.`);
  const at = findItem(list, edit.part, key);
  const before = list[at];
  if (before === undefined) {
    return list.toSpliced(Math.max(0, edit.at ?? list.length), 0, inOrder(item, memberOrder[edit.part]));
  }
  const known = isMembers(before) ? Object.keys(before).filter((name) => Object.hasOwn(item, name)) : [];
  return list.with(at, inOrder(item, memberOrder[edit.part], known));
}

/** Members that stand already keep their order; each other follows the one before it in the usual order. */
function inOrder(item: JsonMembers, usual: readonly string[], known: readonly string[] = []): JsonMembers {
  const names = [...known];
  const others = Object.keys(item).filter((name) => !known.includes(name));
  const rank = (name: string): number => (usual.includes(name) ? usual.indexOf(name) : usual.length);
  for (const name of others.toSorted((a, b) => rank(a) - rank(b))) {
    const before = names.findLastIndex((one) => rank(one) <= rank(name));
    names.splice(before + 1, 0, name);
  }
  return membersFrom(names.map((name) => [name, item[name] ?? null]));
}

function withMember(document: JsonMembers, name: string, value: Json | undefined): JsonMembers {
  const entries = Object.entries(document).filter(([member]) => member !== name || value !== undefined);
  const changed = membersFrom(
    entries.map(([member, was]) => [member, member === name && value !== undefined ? value : was]),
  );
  if (value === undefined || Object.hasOwn(changed, name)) return changed;
  return inOrder({ ...changed, [name]: value }, memberOrder.document, Object.keys(changed));
}

function rename(
  document: JsonMembers,
  { part, id, to }: PolicyEdit & { kind: "rename" },
  list: readonly Json[],
  at: number,
): JsonMembers {
  if (id !== to && findItem(list, part, to) >= 0) throw new EditFault(`There is a ${to} already.`);
  const renamed = list.map((item, index) =>
    index === at && isMembers(item) ? withName(item, partKeys[part], to) : item,
  );
  const changed = withMember(document, part, renamed);
  const reference = part === "rules" ? "rule" : part === "intents" ? "intent" : undefined;
  if (reference === undefined || !Array.isArray(changed["tests"])) return changed;
  const tests = changed["tests"].map((test: Json) =>
    isMembers(test) && test[reference] === id ? withName(test, reference, to) : test,
  );
  return withMember(changed, "tests", tests);
}

function withName(item: JsonMembers, member: string, name: string): JsonMembers {
  return membersFrom(Object.entries(item).map(([key, value]) => [key, key === member ? name : value]));
}
