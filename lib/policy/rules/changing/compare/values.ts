export type TestValue = string | number | boolean;
export type TestOperator = "<" | "<=" | ">" | ">=" | "==" | "!=" | "in" | "not in" | "prefix" | "not prefix";
/** One value of the call beside literals, all of one kind. It is true only where the value is of that kind. */
export type Test = { readonly path: string; readonly operator: TestOperator; readonly values: readonly TestValue[] };

export const negateOperator: Readonly<Record<TestOperator, TestOperator>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "==": "!=",
  "!=": "==",
  in: "not in",
  "not in": "in",
  prefix: "not prefix",
  "not prefix": "prefix",
};

/** Whether whatever passes the first passes the second. */
export function entailsTest(inner: Test, outer: Test): boolean {
  if (inner.path !== outer.path || typeof inner.values[0] !== typeof outer.values[0]) return false;
  const [value] = inner.values;
  switch (inner.operator) {
    case "==":
    case "in":
      return inner.values.every((one) => passes(one, outer));
    case "<":
    case "<=":
    case ">":
    case ">=":
      return typeof value === "number" && entailsRange(inner.operator, value, outer);
    case "!=":
    case "not in":
      return excludedBy(outer)?.every((one) => inner.values.includes(one)) === true;
    case "prefix":
      return outer.operator === "prefix" && String(value).startsWith(String(outer.values[0]));
    case "not prefix":
      return outer.operator === "not prefix" && String(outer.values[0]).startsWith(String(value));
  }
}

function excludedBy({ operator, values }: Test): readonly TestValue[] | undefined {
  return operator === "!=" || operator === "not in" ? values : undefined;
}

function passes(value: TestValue, { operator, values }: Test): boolean {
  const [other = ""] = values;
  switch (operator) {
    case "<":
      return value < other;
    case "<=":
      return value <= other;
    case ">":
      return value > other;
    case ">=":
      return value >= other;
    case "==":
      return value === other;
    case "!=":
      return value !== other;
    case "in":
      return values.includes(value);
    case "not in":
      return !values.includes(value);
    case "prefix":
      return String(value).startsWith(String(other));
    case "not prefix":
      return !String(value).startsWith(String(other));
  }
}

/** Everything on one side of a number passes where its end does, and the other test looks the same way or past it. */
function entailsRange(operator: "<" | "<=" | ">" | ">=", end: number, outer: Test): boolean {
  const excluded = excludedBy(outer);
  const isBelow = operator.startsWith("<");
  const isInside = (value: TestValue): boolean => passes(value, { path: outer.path, operator, values: [end] });
  if (excluded) return !excluded.some(isInside);
  const [limit] = outer.values;
  if (typeof limit !== "number" || !outer.operator.startsWith(isBelow ? "<" : ">")) return false;
  if (isBelow ? end < limit : end > limit) return true;
  return end === limit && (outer.operator.endsWith("=") || !operator.endsWith("="));
}
