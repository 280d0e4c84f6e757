import { type Attribute, findAttribute } from "@/lib/directory/rules/attributes";
import type { Document } from "@/lib/directory/rules/document";
import type { CompareOperator, Filter } from "@/lib/directory/rules/filter";
import { refuseInput } from "@/lib/directory/rules/scim-error";

/** Whether one value of a list fits, as in `members[value eq "…"]`: read once, then asked of each of thousands. */
export function readMatcher(attribute: Attribute, filter: Filter): (value: Document) => boolean {
  switch (filter.kind) {
    case "both":
    case "either": {
      const [left, right] = [readMatcher(attribute, filter.left), readMatcher(attribute, filter.right)];
      return filter.kind === "both" ? (value) => left(value) && right(value) : (value) => left(value) || right(value);
    }
    case "not": {
      const inner = readMatcher(attribute, filter.inner);
      return (value) => !inner(value);
    }
    case "where":
      throw refuseInput("invalidFilter", "A filter of values has no filter inside.");
    case "present": {
      const { name } = findPart(attribute, filter.path);
      return (value) => value[name] !== undefined;
    }
    case "compare": {
      const part = findPart(attribute, filter.path);
      const wanted = fold(part, filter.value);
      const { operator } = filter;
      return (value) => compare(fold(part, value[part.name]), wanted, operator);
    }
  }
}

/** How much one value costs to be held against the filter. */
export function countTerms(filter: Filter): number {
  if (filter.kind === "both" || filter.kind === "either") return countTerms(filter.left) + countTerms(filter.right);
  return filter.kind === "not" || filter.kind === "where" ? countTerms(filter.inner) : 1;
}

function findPart(attribute: Attribute, path: string): Attribute {
  const part = findAttribute(attribute.subAttributes ?? [], path);
  if (!part) throw refuseInput("invalidFilter", `${attribute.name} has no ${path}.`);
  return part;
}

type Folded = string | boolean | null;

const comparisons: Readonly<Record<Exclude<CompareOperator, "eq" | "ne">, (one: string, other: string) => boolean>> = {
  co: (one, other) => one.includes(other),
  sw: (one, other) => one.startsWith(other),
  ew: (one, other) => one.endsWith(other),
  gt: (one, other) => one > other,
  ge: (one, other) => one >= other,
  lt: (one, other) => one < other,
  le: (one, other) => one <= other,
};

function compare(one: Folded, other: Folded, operator: CompareOperator): boolean {
  if (operator === "eq") return one === other;
  if (operator === "ne") return one !== other;
  return typeof one === "string" && typeof other === "string" && comparisons[operator](one, other);
}

function fold(part: Attribute, value: unknown): Folded {
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
