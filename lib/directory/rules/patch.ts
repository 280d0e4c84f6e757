import type { Attribute, ResourceKind } from "@/lib/directory/rules/attributes";
import { type Document, isObject, readValue, type Value } from "@/lib/directory/rules/document";
import { listEqualities, matchesValue } from "@/lib/directory/rules/match";
import { readTarget, type Target } from "@/lib/directory/rules/path";
import { refuseInput } from "@/lib/directory/rules/scim-error";

type Verb = "add" | "replace" | "remove";
type Step = { verb: Verb; target: Target; sent: unknown };

export const maxPatchOperations = 1_000;

/** RFC 7644 3.5.2, all or nothing: answers what the resource becomes, and leaves the given one as it is. */
export function applyPatch(kind: ResourceKind, before: Document, body: unknown): Document {
  const after = structuredClone(before);
  for (const operation of readOperations(body)) for (const step of listSteps(kind, operation)) apply(after, step);
  return after;
}

function readOperations(body: unknown): readonly unknown[] {
  const operations = isObject(body) ? readMember(body, "operations") : undefined;
  if (!Array.isArray(operations) || operations.length === 0)
    throw refuseInput("invalidSyntax", "Operations must be a list with at least one operation.");
  if (operations.length > maxPatchOperations)
    throw refuseInput("tooMany", `At most ${maxPatchOperations} operations in one request.`);
  return operations;
}

/** Entra writes `Add`, some write `operations`: names and verbs have no case. */
function readMember(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.entries(object).find(([key]) => key.toLowerCase() === name)?.[1];
}

function listSteps(kind: ResourceKind, operation: unknown): Step[] {
  if (!isObject(operation)) throw refuseInput("invalidSyntax", "An operation must be an object.");
  const verb = readVerb(readMember(operation, "op"));
  const path = readMember(operation, "path");
  const sent = readMember(operation, "value");
  if (path === undefined || path === null || path === "") return listPathless(kind, verb, sent);
  if (typeof path !== "string") throw refuseInput("invalidPath", "path must be a text.");
  const target = readTarget(kind, path);
  if (!target) return [];
  refuseReadOnly(target);
  return [{ verb, target, sent }];
}

function readVerb(op: unknown): Verb {
  const word = typeof op === "string" ? op.toLowerCase() : "";
  if (word === "add" || word === "replace" || word === "remove") return word;
  throw refuseInput("invalidSyntax", "op must be add, replace or remove.");
}

/** Members of the value stand for paths: plain, dotted, with a filter. Read-only ones are ignored: Okta sends the id along. */
function listPathless(kind: ResourceKind, verb: Verb, sent: unknown): Step[] {
  if (verb === "remove") throw refuseInput("noTarget", "A remove needs a path.");
  if (!isObject(sent)) throw refuseInput("invalidValue", "Without a path the value must be an object.");
  return Object.entries(sent).flatMap(([name, value]) => {
    const target = /^urn:/i.test(name) && isObject(value) ? undefined : readTarget(kind, name);
    if (!target || isReadOnly(target)) return [];
    return [{ verb, target, sent: value }];
  });
}

function isReadOnly({ attribute, part }: Target): boolean {
  return attribute.mutability === "readOnly" || part?.mutability === "readOnly";
}

function refuseReadOnly(target: Target): void {
  if (isReadOnly(target)) throw refuseInput("mutability", `${target.attribute.name} cannot be changed here.`);
}

function apply(document: Document, step: Step): void {
  const { attribute } = step.target;
  if (attribute.multiValued) applyToList(document, step);
  else if (attribute.type === "complex") applyToComplex(document, step);
  else applyToOne(document, attribute, step, attribute.name);
}

/** To a plain attribute, or to a plain part of something. */
function applyToOne(holder: Document, attribute: Attribute, { verb, sent }: Step, at: string): void {
  const value = verb === "remove" ? undefined : readValue(attribute, sent, at);
  if (value !== undefined) holder[attribute.name] = value;
  else if (verb !== "add") unassign(holder, attribute);
}

function unassign(holder: Document, attribute: Attribute): void {
  if (attribute.required) throw refuseInput("mutability", `${attribute.name} is required and cannot be removed.`);
  delete holder[attribute.name];
}

/** Both add and replace touch only the parts that are named (RFC 7644 3.5.2.3). */
function applyToComplex(document: Document, step: Step): void {
  const { attribute, part } = step.target;
  const held = document[attribute.name];
  const complex: Document = isDocument(held) ? held : {};
  if (part) applyToOne(complex, part, step, `${attribute.name}.${part.name}`);
  else if (step.verb === "remove") return unassign(document, attribute);
  else Object.assign(complex, readValue(attribute, step.sent) ?? {});
  if (Object.keys(complex).length === 0) delete document[attribute.name];
  else document[attribute.name] = complex;
}

function applyToList(document: Document, step: Step): void {
  const { attribute, filter, part } = step.target;
  const held = document[attribute.name];
  const list = Array.isArray(held) ? held : [];
  const changed = filter || part ? changeValues(list, step) : changeList(list, step);
  if (changed.length === 0) delete document[attribute.name];
  else document[attribute.name] = changed;
}

function changeList(list: readonly Document[], { verb, target, sent }: Step): Document[] {
  const values = readList(target.attribute, sent);
  if (verb === "replace") return mergeValues([], values);
  if (verb === "add") return mergeValues(list, values);
  // Entra names the values to remove beside the path; without any all go.
  const gone = new Set(values.map(({ value }) => value));
  return values.length === 0 ? [] : list.filter(({ value }) => !gone.has(value ?? ""));
}

function readList(attribute: Attribute, sent: unknown): Document[] {
  const values = readValue(attribute, sent);
  return Array.isArray(values) ? values : [];
}

/** A value that is there already is not there twice; a new primary one takes the place of the old (RFC 7644 3.5.2). */
function mergeValues(list: readonly Document[], added: readonly Document[]): Document[] {
  const byKey = new Map(list.map((value) => [keyOf(value), value]));
  for (const value of added) {
    if (value["primary"] === true) for (const other of byKey.values()) delete other["primary"];
    byKey.set(keyOf(value), { ...byKey.get(keyOf(value)), ...value });
  }
  return [...byKey.values()];
}

function keyOf({ value, type }: Document): string {
  return JSON.stringify([value ?? null, type ?? null]);
}

/** The values that fit the filter, or all; a part of them, or each whole. */
function changeValues(list: readonly Document[], step: Step): Document[] {
  const { verb, target } = step;
  const { attribute, filter, part } = target;
  const fits = (value: Document): boolean => !filter || matchesValue(attribute, filter, value);
  if (verb === "remove" && !part) return list.filter((value) => !fits(value));
  const chosen = list.filter(fits);
  if (chosen.length === 0 && verb === "remove") return [...list];
  if (chosen.length === 0 && verb === "replace" && filter)
    throw refuseInput("noTarget", `No value of ${attribute.name} fits the filter.`);
  const added: Document[] = chosen.length === 0 ? [filter ? listEqualities(attribute, filter) : {}] : [];
  for (const value of [...chosen, ...added]) {
    if (part) applyToOne(value, part, step, `${attribute.name}.${part.name}`);
    else Object.assign(value, readList(attribute, step.sent)[0]);
  }
  return [...list, ...added].filter(isAssigned);
}

function isAssigned(value: Document): boolean {
  return Object.keys(value).length > 0;
}

function isDocument(value: Value | undefined): value is Document {
  return typeof value === "object" && !Array.isArray(value);
}
