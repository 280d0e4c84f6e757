import { refuseInput } from "@/lib/directory/rules/scim-error";

/** RFC 7644 3.9: which attributes an answer holds. Names in lower case, plain or dotted. */
export type Projection = { only: readonly string[]; without: readonly string[] };

const alwaysReturned = new Set(["schemas", "id"]);
const maxNames = 100;

export function readProjection(attributes: readonly string[], excluded: readonly string[]): Projection {
  const [only, without] = [readNames(attributes), readNames(excluded)];
  if (only.length > 0 && without.length > 0)
    throw refuseInput("invalidValue", "Give attributes or excludedAttributes, not both.");
  return { only, without };
}

function readNames(list: readonly string[]): string[] {
  const names = list.flatMap((text) => text.split(",")).map(readName);
  if (names.length > maxNames) throw refuseInput("invalidValue", `At most ${maxNames} attributes.`);
  return names.filter((name) => name !== "");
}

function readName(text: string): string {
  const name = text.trim().toLowerCase();
  return name.startsWith("urn:") ? name.slice(name.lastIndexOf(":") + 1) : name;
}

/** Whether an attribute, which may cost a query of its own, will be in the answer at all. */
export function wants({ only, without }: Projection, attribute: string): boolean {
  const name = attribute.toLowerCase();
  if (only.length > 0) return only.some((one) => one === name || one.startsWith(`${name}.`));
  return !without.includes(name);
}

export function project(resource: Readonly<Record<string, unknown>>, projection: Projection): Record<string, unknown> {
  const { only, without } = projection;
  if (only.length === 0 && without.length === 0) return { ...resource };
  const kept = Object.entries(resource).flatMap(([name, value]): [string, unknown][] => {
    const key = name.toLowerCase();
    if (alwaysReturned.has(key)) return [[name, value]];
    if (!wants(projection, key)) return [];
    const parts = (only.length > 0 ? only : without).filter((one) => one.startsWith(`${key}.`));
    const whole = parts.length === 0 || only.includes(key);
    return [[name, whole ? value : projectParts(value, parts, key, only.length > 0)]];
  });
  return Object.fromEntries(kept);
}

function projectParts(value: unknown, parts: readonly string[], name: string, keep: boolean): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => projectParts(item, parts, name, keep));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([part]) => parts.includes(`${name}.${part.toLowerCase()}`) === keep),
  );
}
