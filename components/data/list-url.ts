import type { Option } from "@/components/ui/form/select";

/** A filter of a list. `choice` knows its values; `text` and `day` take what is typed. */
export type Filter =
  | { key: string; label: string; kind: "choice"; options: readonly Option[] }
  | { key: string; label: string; kind: "text"; placeholder?: string }
  | { key: string; label: string; kind: "day" };

/** What the URL of one list may hold. The first sort is the default; a minus in front turns it round. */
export type ListDefinition = { sorts: readonly [string, ...string[]]; filters: readonly Filter[]; pageSize?: number };

export type ListValues = {
  q: string;
  sort: string;
  cursor: string;
  filters: Readonly<Record<string, readonly string[]>>;
};

const defaultPageSize = 50;
const maxTextLength = 120;

/** Reads a list's URL, on the server as in the browser. What the definition does not know is dropped, so that an old link still opens. */
export function readListUrl(definition: ListDefinition, search: URLSearchParams): ListValues {
  const sort = search.get("sort") ?? "";
  return {
    q: (search.get("q") ?? "").slice(0, maxTextLength),
    sort: definition.sorts.includes(sort) ? sort : definition.sorts[0],
    cursor: search.get("cursor") ?? "",
    filters: Object.fromEntries(
      definition.filters.flatMap((filter) => {
        const values = search.getAll(filter.key).filter((value) => isKnown(filter, value));
        return values.length > 0 ? [[filter.key, values]] : [];
      }),
    ),
  };
}

function isKnown(filter: Filter, value: string): boolean {
  if (filter.kind === "choice") return filter.options.some((option) => option.value === value);
  if (filter.kind === "day") return /^\d{4}-\d{2}-\d{2}$/u.test(value) && !Number.isNaN(Date.parse(value));
  return value.trim() !== "" && value.length <= maxTextLength;
}

/** The query of the list's operation. Its schema has the last word: a key it does not know is answered with 400. */
export function writeListQuery(
  definition: ListDefinition,
  values: ListValues,
): Readonly<Record<string, string | number | readonly string[]>> {
  const single = definition.filters.filter(({ kind }) => kind !== "choice").map(({ key }) => key);
  const filters = Object.entries(values.filters).map(
    ([key, list]) => [key, single.includes(key) ? (list[0] ?? "") : list] as const,
  );
  return {
    ...Object.fromEntries(filters),
    ...(values.q.trim() === "" ? {} : { q: values.q.trim() }),
    sort: values.sort,
    ...(values.cursor === "" ? {} : { cursor: values.cursor }),
    limit: definition.pageSize ?? defaultPageSize,
  };
}

export function isFiltered(values: ListValues): boolean {
  return values.q.trim() !== "" || Object.keys(values.filters).length > 0;
}

/** "Role is admin or auditor", in the parts that the pill draws. */
export function describeFilter(filter: Filter, values: readonly string[]): { label: string; value: string } {
  const words = values.map((value) =>
    filter.kind === "choice" ? (filter.options.find((option) => option.value === value)?.label ?? value) : value,
  );
  return { label: filter.label, value: words.join(" or ") };
}
