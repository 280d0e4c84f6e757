import {
  isMembers,
  isSame,
  membersFrom,
  partKeys,
  policyParts,
  type PolicyPart,
} from "@/lib/policy/rules/changing/content";
import { rewritePolicyText } from "@/lib/policy/rules/changing/edit";
import type { Json, JsonMembers } from "@/lib/policy/rules/snapshot";
import { readPolicyText } from "@/lib/policy/rules/writing/text";

/** Both sides changed the same thing, differently. Undefined: it is not there. */
export type MergeConflict = {
  /** In the merged document; where the item is not in it, its list. */
  readonly pointer: string;
  /** `rules`, `intents`, `tests`, or a member of the top. */
  readonly part: string;
  /** Of the rule, intent or test; empty for a member of the top. */
  readonly id: string;
  /** Undefined: all of it, because one side took it away. */
  readonly member: string | undefined;
  readonly base: Json | undefined;
  readonly mine: Json | undefined;
  readonly theirs: Json | undefined;
};
export type Merged =
  | { readonly ok: true; readonly text: string; readonly conflicts: readonly MergeConflict[] }
  | { readonly ok: false; readonly detail: string };

type Three<T> = { readonly base: T; readonly mine: T; readonly theirs: T };
type Conflict = Omit<MergeConflict, "pointer">;
type Items = ReadonlyMap<string, JsonMembers>;

/**
 * What I changed since the base, put into their text: by rule, intent, test and member of the top, and inside of these
 * by member. Where both changed one thing theirs stands in the text until somebody chooses.
 */
export function mergePolicies(texts: Three<string>): Merged {
  const [base, mine, theirs] = [readDocument(texts.base), readDocument(texts.mine), readDocument(texts.theirs)];
  for (const read of [base, mine, theirs]) if (!read.ok) return read;
  if (!base.ok || !mine.ok || !theirs.ok) return { ok: false, detail: "This is no policy." };
  if (isSame(base.document, theirs.document)) return { ok: true, text: texts.mine, conflicts: [] };
  if (isSame(base.document, mine.document)) return { ok: true, text: texts.theirs, conflicts: [] };
  const conflicts: Conflict[] = [];
  const document = mergeDocument({ base: base.document, mine: mine.document, theirs: theirs.document }, conflicts);
  const written = rewritePolicyText(texts.theirs, document, texts.mine);
  if (!written.ok) return written;
  return {
    ok: true,
    text: written.text,
    conflicts: conflicts.map((one) => ({ ...one, pointer: pointerOf(document, one) })),
  };
}

function readDocument(text: string): { ok: true; document: JsonMembers } | { ok: false; detail: string } {
  const outcome = readPolicyText(text);
  if (!outcome.ok) {
    const [first] = outcome.faults;
    return {
      ok: false,
      detail: first ? `Line ${first.line}, column ${first.column}: ${first.detail}` : "This is no policy.",
    };
  }
  const { value } = outcome.read;
  if (!isMembers(value)) return { ok: false, detail: "The text is no policy: its top is not a set of members." };
  for (const part of policyParts) {
    const items = itemsOf(value, part);
    if (items.size !== listOf(value, part).length) {
      return { ok: false, detail: `Each of the ${part} needs a ${partKeys[part]} of its own before it can be merged.` };
    }
  }
  return { ok: true, document: value };
}

function listOf(document: JsonMembers, part: PolicyPart): readonly Json[] {
  const list = Object.hasOwn(document, part) ? document[part] : undefined;
  // What is no list has no items, and so is told to be none.
  return Array.isArray(list) ? list : list === undefined || list === null ? [] : [list];
}

function itemsOf(document: JsonMembers, part: PolicyPart): Items {
  return new Map(
    listOf(document, part).flatMap((item): [string, JsonMembers][] => {
      const id = isMembers(item) ? item[partKeys[part]] : undefined;
      return isMembers(item) && typeof id === "string" ? [[id, item]] : [];
    }),
  );
}

function mergeDocument(three: Three<JsonMembers>, conflicts: Conflict[]): JsonMembers {
  const isPart = (name: string): name is PolicyPart => policyParts.some((part) => part === name);
  const tops = each(three, (document) => membersFrom(Object.entries(document).filter(([name]) => !isPart(name))));
  const top = mergeMembers(tops, (member, sides) => conflicts.push({ part: member, id: "", member, ...sides }));
  const parts = policyParts.flatMap((part): [string, Json][] => {
    const merged = mergePart(
      part,
      each(three, (document) => itemsOf(document, part)),
      conflicts,
    );
    const isThere = Object.hasOwn(three.theirs, part) || Object.hasOwn(three.mine, part);
    return merged.length > 0 || isThere ? [[part, merged]] : [];
  });
  return membersFrom([...Object.entries(top), ...parts]);
}

function each<T, R>({ base, mine, theirs }: Three<T>, read: (one: T) => R): Three<R> {
  return { base: read(base), mine: read(mine), theirs: read(theirs) };
}

function mergePart(part: PolicyPart, items: Three<Items>, conflicts: Conflict[]): Json[] {
  const merged = new Map<string, JsonMembers>();
  for (const id of new Set([...items.theirs.keys(), ...items.mine.keys()])) {
    const sides = each(items, (known) => known.get(id));
    const item = mergeItem(sides, (member, three) => conflicts.push({ part, id, member, ...three }));
    if (item) merged.set(id, item);
  }
  const shared = [...items.base.keys()].filter((id) => items.theirs.has(id));
  const hasMoved = !isSame(
    shared,
    [...items.theirs.keys()].filter((id) => items.base.has(id)),
  );
  const order = hasMoved ? joinOrders(items.theirs, items.mine) : joinOrders(items.mine, items.theirs);
  return order.flatMap((id) => merged.get(id) ?? []);
}

/** The order of the first, with what only the second has behind whatever stands before it there. */
function joinOrders(first: Items, second: Items): string[] {
  const order = [...first.keys()];
  let at = 0;
  for (const id of second.keys()) {
    if (first.has(id)) at = order.indexOf(id) + 1;
    else order.splice(at++, 0, id);
  }
  return order;
}

type Clash = (member: string | undefined, sides: Three<Json | undefined>) => void;

function mergeItem(sides: Three<JsonMembers | undefined>, clash: Clash): JsonMembers | undefined {
  const { base, mine, theirs } = sides;
  if (isSame(mine, base) || isSame(mine, theirs)) return theirs;
  if (isSame(theirs, base)) return mine;
  if (mine && theirs) return mergeMembers({ base: base ?? {}, mine, theirs }, clash);
  clash(undefined, sides);
  return theirs;
}

function mergeMembers(
  { base, mine, theirs }: Three<JsonMembers>,
  clash: (member: string, sides: Three<Json | undefined>) => void,
): JsonMembers {
  const entries = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])].flatMap((name): [string, Json][] => {
    const sides = each({ base, mine, theirs }, (members) => (Object.hasOwn(members, name) ? members[name] : undefined));
    const isMine = isSame(sides.theirs, sides.base);
    if (!isMine && !isSame(sides.mine, sides.base) && !isSame(sides.mine, sides.theirs)) clash(name, sides);
    const value = isMine ? sides.mine : sides.theirs;
    return value === undefined ? [] : [[name, value]];
  });
  return membersFrom(entries);
}

function pointerOf(document: JsonMembers, { part, id, member }: Conflict): string {
  if (id === "") return `/${part}`;
  const known = policyParts.find((one) => one === part);
  const at = known ? [...itemsOf(document, known).keys()].indexOf(id) : -1;
  if (at < 0) return `/${part}`;
  return member === undefined ? `/${part}/${at}` : `/${part}/${at}/${member}`;
}
