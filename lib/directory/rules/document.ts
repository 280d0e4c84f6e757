import { type Attribute, findAttribute, type ResourceKind } from "@/lib/directory/rules/attributes";
import { refuseInput } from "@/lib/directory/rules/scim-error";

/** A resource, or a complex value, by the names the schema gives; what is unassigned is absent. */
export type Document = { [name: string]: Value };
export type Value = string | boolean | Document | Document[];

const maxText = 500;

/** A group has members by the thousand; nobody has more than a few of anything else. */
export function maxValuesOf({ name }: Attribute): number {
  return name === "members" ? 20_000 : 100;
}

export function refuseMany(at: string, most: number): Error {
  return refuseInput("tooMany", `${at} has more than ${most.toLocaleString("en")} values.`);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** RFC 7643 2.1 and 7644 3.3: names have no case; what the schema does not know, and what is read-only, is ignored. */
export function readDocument(kind: ResourceKind, sent: unknown): Document {
  if (!isObject(sent)) throw refuseInput("invalidSyntax", "The body is not a JSON object.");
  return readMembers(kind.attributes, sent, "");
}

function readMembers(attributes: readonly Attribute[], sent: Readonly<Record<string, unknown>>, at: string): Document {
  const found: Document = {};
  for (const [name, value] of Object.entries(sent)) {
    const attribute = findAttribute(attributes, name);
    if (!attribute || attribute.mutability === "readOnly") continue;
    const read = readValue(attribute, value, `${at}${attribute.name}`);
    if (read !== undefined) found[attribute.name] = read;
  }
  return found;
}

/** Nothing when it is unassigned: null, an empty text, an empty list. */
export function readValue(attribute: Attribute, sent: unknown, at: string = attribute.name): Value | undefined {
  if (sent === null || sent === undefined || sent === "") return undefined;
  if (attribute.multiValued) return readList(attribute, sent, at);
  if (attribute.type === "complex") return isObject(sent) ? readComplex(attribute, sent, at) : refuse(at, "an object");
  if (attribute.type === "boolean") return readBoolean(sent) ?? refuse(at, "true or false");
  if (typeof sent !== "string") return refuse(at, "a text");
  if (sent.length > maxText) throw refuseInput("invalidValue", `${at} is longer than ${maxText} characters.`);
  return sent.trim() === "" ? undefined : sent.trim();
}

/** Entra and others send a single value without its list, and an id or address without its object. */
function readList(attribute: Attribute, sent: unknown, at: string): Document[] | undefined {
  const items = Array.isArray(sent) ? sent : [sent];
  const most = maxValuesOf(attribute);
  if (items.length > most) throw refuseMany(at, most);
  const read = items.map((item: unknown) => {
    if (typeof item === "string") return readComplex(attribute, { value: item }, at);
    return isObject(item) ? readComplex(attribute, item, at) : refuse(at, "a list of objects");
  });
  return read.length === 0 ? undefined : read;
}

function readComplex(attribute: Attribute, sent: Readonly<Record<string, unknown>>, at: string): Document {
  return readMembers(attribute.subAttributes ?? [], sent, `${at}.`);
}

/** Entra writes them as text. */
function readBoolean(sent: unknown): boolean | undefined {
  if (typeof sent === "boolean") return sent;
  if (typeof sent !== "string") return undefined;
  const word = sent.trim().toLowerCase();
  return word === "true" ? true : word === "false" ? false : undefined;
}

function refuse(at: string, wanted: string): never {
  throw refuseInput("invalidValue", `${at} must be ${wanted}.`);
}
