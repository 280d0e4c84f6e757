import type { Attribute, ResourceKind } from "@/lib/directory/rules/attributes";
import { type Document, isObject, readValue, type Value } from "@/lib/directory/rules/document";
import { listEqualities } from "@/lib/directory/rules/match";
import { readTarget, type Target } from "@/lib/directory/rules/path";
import { refuseInput } from "@/lib/directory/rules/scim-error";
import { Effort, ValueList } from "@/lib/directory/rules/value-list";

type Verb = "add" | "replace" | "remove";
type Step = { verb: Verb; target: Target; sent: unknown };
/** A PATCH that was read and fits the schema; what is left is to do it. */
type Patch = readonly Step[];

export const maxPatchOperations = 100;
/** A pathless operation names several attributes. */
const maxSteps = 500;

/** RFC 7644 3.5.2. Reads all that can be said without the resource, so that nothing is held meanwhile. */
export function readPatch(kind: ResourceKind, body: unknown): Patch {
  const steps: Step[] = [];
  for (const operation of readOperations(body)) {
    steps.push(...listSteps(kind, operation));
    if (steps.length > maxSteps) throw refuseInput("tooMany", `At most ${maxSteps} changes in one request.`);
  }
  return steps;
}

/** All or nothing: answers what the resource becomes, and leaves the given one as it is. */
export function applyPatch(patch: Patch, before: Document): Document {
  const work = { document: structuredClone(before), lists: new Map<string, ValueList>(), effort: new Effort() };
  for (const step of patch) apply(work, step);
  for (const [name, list] of work.lists) {
    if (list.values.length === 0) delete work.document[name];
    else work.document[name] = [...list.values];
  }
  return work.document;
}

type Work = { document: Document; lists: Map<string, ValueList>; effort: Effort };

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
  const members = Object.entries(sent);
  if (members.length > maxSteps) throw refuseInput("tooMany", `At most ${maxSteps} changes in one request.`);
  return members.flatMap(([name, value]) => {
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

function apply({ document, lists, effort }: Work, step: Step): void {
  const { attribute } = step.target;
  if (attribute.multiValued) {
    const list = lists.get(attribute.name) ?? new ValueList(attribute, document[attribute.name], effort);
    lists.set(attribute.name, list);
    applyToList(list, step);
  } else if (attribute.type === "complex") applyToComplex(document, step);
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

function applyToList(list: ValueList, step: Step): void {
  const { attribute, matcher, part } = step.target;
  if (matcher || part) return changeValues(list, step);
  const { verb, sent } = step;
  if (verb === "replace") list.clear();
  if (verb !== "remove") list.add(readList(attribute, sent));
  // Entra names the values to remove beside the path; without a word of them all go (RFC 7644 3.5.2.2), an empty list names none.
  else if (sent === undefined || sent === null) list.clear();
  else {
    const gone = new Set(readList(attribute, sent).map(({ value }) => value));
    list.keep(({ value }) => value === undefined || !gone.has(value));
  }
}

function readList(attribute: Attribute, sent: unknown): Document[] {
  const values = readValue(attribute, sent);
  return Array.isArray(values) ? values : [];
}

/** The values that fit the filter, or all; a part of them, or each whole. */
function changeValues(list: ValueList, step: Step): void {
  const { verb, target } = step;
  const { attribute, filter, matcher, part } = target;
  const fits = matcher?.fits ?? (() => true);
  if (verb === "remove" && !part) return list.keep((value) => !fits(value), matcher?.terms);
  const chosen = list.choose(fits, matcher?.terms);
  if (chosen.length === 0 && verb === "remove") return;
  if (chosen.length === 0 && verb === "replace" && filter)
    throw refuseInput("noTarget", `No value of ${attribute.name} fits the filter.`);
  const added: Document[] = chosen.length === 0 ? [filter ? listEqualities(attribute, filter) : {}] : [];
  for (const value of [...chosen, ...added]) {
    if (part) applyToOne(value, part, step, `${attribute.name}.${part.name}`);
    else Object.assign(value, readList(attribute, step.sent)[0]);
  }
  list.takeChanged(added);
}

function isDocument(value: Value | undefined): value is Document {
  return typeof value === "object" && !Array.isArray(value);
}
