import { type Attribute, findAttribute } from "@/lib/directory/rules/attributes";
import type { Document } from "@/lib/directory/rules/document";
import type { CompareOperator, Filter, Literal } from "@/lib/directory/rules/filter";
import { refuseInput } from "@/lib/directory/rules/scim-error";

/** Whether one value of a list fits, as in `members[value eq "…"]`. */
export function matchesValue(attribute: Attribute, filter: Filter, value: Document): boolean {
  switch (filter.kind) {
    case "both":
      return matchesValue(attribute, filter.left, value) && matchesValue(attribute, filter.right, value);
    case "either":
      return matchesValue(attribute, filter.left, value) || matchesValue(attribute, filter.right, value);
    case "not":
      return !matchesValue(attribute, filter.inner, value);
    case "where":
      throw refuseInput("invalidFilter", "A filter of values has no filter inside.");
    case "present":
      return value[findPart(attribute, filter.path).name] !== undefined;
    case "compare": {
      const part = findPart(attribute, filter.path);
      return compare(part, value[part.name], filter.operator, filter.value);
    }
  }
}

function findPart(attribute: Attribute, path: string): Attribute {
  const part = findAttribute(attribute.subAttributes ?? [], path);
  if (!part) throw refuseInput("invalidFilter", `${attribute.name} has no ${path}.`);
  return part;
}

function compare(part: Attribute, held: unknown, operator: CompareOperator, wanted: Literal): boolean {
  const [one, other] = [fold(part, held), fold(part, wanted)];
  if (operator === "eq") return one === other;
  if (operator === "ne") return one !== other;
  if (typeof one !== "string" || typeof other !== "string") return false;
  const answers: Readonly<Record<Exclude<CompareOperator, "eq" | "ne">, boolean>> = {
    co: one.includes(other),
    sw: one.startsWith(other),
    ew: one.endsWith(other),
    gt: one > other,
    ge: one >= other,
    lt: one < other,
    le: one <= other,
  };
  return answers[operator];
}

function fold(part: Attribute, value: unknown): string | boolean | null {
  if (part.type === "boolean" && typeof value === "string") return value.toLowerCase() === "true";
  if (typeof value === "string") return part.caseExact ? value : value.toLowerCase();
  return typeof value === "boolean" ? value : null;
}

/** What a value must have to fit a filter of plain equalities: a value that is added under the filter gets it. */
export function listEqualities(attribute: Attribute, filter: Filter): Document {
  if (filter.kind === "both")
    return { ...listEqualities(attribute, filter.left), ...listEqualities(attribute, filter.right) };
  if (filter.kind !== "compare" || filter.operator !== "eq") return {};
  const { value } = filter;
  return typeof value === "string" || typeof value === "boolean"
    ? { [findPart(attribute, filter.path).name]: value }
    : {};
}
