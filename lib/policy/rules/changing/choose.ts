import { isMembers, partKeys, policyParts } from "@/lib/policy/rules/changing/content";
import { rewritePolicyText } from "@/lib/policy/rules/changing/edit";
import type { MergeConflict } from "@/lib/policy/rules/changing/merge";
import type { Json } from "@/lib/policy/rules/snapshot";
import { readPolicyText } from "@/lib/policy/rules/writing/text";

/** How people name a place where both sides changed the same: by id, which stays while lists move. */
export function nameConflict({ part, id, member }: MergeConflict): string {
  const isTop = !policyParts.some((known) => known === part);
  return [part, ...(isTop ? [] : [id, ...(member === undefined ? [] : [member])])].map((step) => `/${step}`).join("");
}

type Members = { [name: string]: Json };

/** In a merged text, where theirs stands, mine takes its place in these. */
export function takeMine(
  text: string,
  conflicts: readonly MergeConflict[],
): { ok: true; text: string } | { ok: false; detail: string } {
  const outcome = readPolicyText(text);
  if (!outcome.ok || !isMembers(outcome.read.value)) return { ok: false, detail: "The merged text cannot be read." };
  const document: Members = { ...outcome.read.value };
  for (const conflict of conflicts) {
    const part = policyParts.find((known) => known === conflict.part);
    if (!part) put(document, conflict.part, conflict.mine);
    else document[part] = chooseItem(document[part], partKeys[part], conflict);
  }
  return rewritePolicyText(text, document);
}

function chooseItem(list: Json | undefined, key: string, { id, member, mine }: MergeConflict): Json[] {
  const items: Json[] = Array.isArray(list) ? [...list] : [];
  const at = items.findIndex((item) => isMembers(item) && item[key] === id);
  if (member === undefined) {
    if (mine === undefined) return items.filter((_, place) => place !== at);
    if (at < 0) return [...items, mine];
    items[at] = mine;
    return items;
  }
  const item = items[at];
  if (isMembers(item)) {
    const changed: Members = { ...item };
    put(changed, member, mine);
    items[at] = changed;
  }
  return items;
}

function put(members: Members, name: string, value: Json | undefined): void {
  if (value === undefined) delete members[name];
  else members[name] = value;
}
