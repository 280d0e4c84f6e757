import { type Attribute, findAttribute, type ResourceKind } from "@/lib/directory/rules/attributes";
import type { Document } from "@/lib/directory/rules/document";
import { type Filter, parseFilter, readAttributePath } from "@/lib/directory/rules/filter";
import { countTerms, readMatcher } from "@/lib/directory/rules/match";
import { refuseInput } from "@/lib/directory/rules/scim-error";

/** What a PATCH is about: an attribute, values of it, a part of them. */
export type Target = {
  attribute: Attribute;
  filter: Filter | undefined;
  matcher: Matcher | undefined;
  part: Attribute | undefined;
};
type Matcher = { fits: (value: Document) => boolean; terms: number };

const foreign = /^urn:[\w.:-]+$/i;

/**
 * RFC 7644 3.5.2. Nothing for an attribute that this schema does not have: directories send all they know, and what we
 * do not keep is ignored as it is in a POST.
 */
export function readTarget(kind: ResourceKind, text: string): Target | undefined {
  const { name, filter, rest } = split(text);
  const path = readAttributePath(name);
  if (path === undefined && !foreign.test(name)) throw refusePath(text);
  const [first = "", second] = path?.split(".") ?? [];
  const attribute = findAttribute(kind.attributes, first);
  if (!attribute) return undefined;
  const partName = readPartName(text, second, rest);
  const part = partName === undefined ? undefined : findAttribute(attribute.subAttributes ?? [], partName);
  if (partName !== undefined && !part) return undefined;
  if (filter !== undefined && !attribute.multiValued) throw refusePath(text);
  const parsed = filter === undefined ? undefined : parseFilter(filter);
  const matcher = parsed && { fits: readMatcher(attribute, parsed), terms: countTerms(parsed) };
  return { attribute, filter: parsed, matcher, part };
}

function split(text: string): { name: string; filter: string | undefined; rest: string } {
  const from = text.indexOf("[");
  if (from < 0) return { name: text.trim(), filter: undefined, rest: "" };
  const to = text.lastIndexOf("]");
  if (to < from) throw refusePath(text);
  return { name: text.slice(0, from).trim(), filter: text.slice(from + 1, to), rest: text.slice(to + 1).trim() };
}

function readPartName(text: string, dotted: string | undefined, rest: string): string | undefined {
  if (rest === "") return dotted;
  if (dotted !== undefined || !/^\.[a-z$]\w*$/i.test(rest)) throw refusePath(text);
  return rest.slice(1);
}

function refusePath(text: string): Error {
  return refuseInput("invalidPath", `${JSON.stringify(text.slice(0, 80))} is not a path.`);
}
