"use client";

import { parseAsNativeArrayOf, parseAsString, useQueryStates } from "nuqs";
import { useState } from "react";
import { isFiltered, type ListDefinition, type ListValues, readListUrl, writeListQuery } from "./list-url";

export type ListUrl = {
  definition: ListDefinition;
  values: ListValues;
  /** For the list's operation. */
  query: Readonly<Record<string, string | number | readonly string[]>>;
  filtered: boolean;
  hasPrevious: boolean;
  search: (q: string) => void;
  sortBy: (sort: string) => void;
  filterBy: (key: string, values: readonly string[]) => void;
  clear: () => void;
  next: (cursor: string) => void;
  previous: () => void;
};

/** Sort, filters, search and page of one list live in the URL. Filters replace the history entry, pages push one. */
export function useListUrl(definition: ListDefinition): ListUrl {
  const [state, setState] = useQueryStates({
    q: parseAsString.withDefault(""),
    sort: parseAsString.withDefault(definition.sorts[0]),
    cursor: parseAsString.withDefault(""),
    ...Object.fromEntries(
      definition.filters.map(({ key }) => [key, parseAsNativeArrayOf(parseAsString).withDefault([])]),
    ),
  });
  // Cursors lead only forwards; this browser remembers the way it came.
  const [trail, setTrail] = useState<readonly string[]>([]);

  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(state))
    for (const one of [value].flat()) if (typeof one === "string" && one !== "") search.append(key, one);
  const values = readListUrl(definition, search);

  function restart(change: Record<string, string | string[] | null>) {
    setTrail([]);
    void setState({ ...change, cursor: null });
  }

  return {
    definition,
    values,
    query: writeListQuery(definition, values),
    filtered: isFiltered(values),
    hasPrevious: values.cursor !== "",
    search: (q) => restart({ q: q === "" ? null : q }),
    sortBy: (sort) => restart({ sort: sort === definition.sorts[0] ? null : sort }),
    filterBy: (key, list) => restart({ [key]: list.length === 0 ? null : [...list] }),
    clear: () => restart({ q: null, ...Object.fromEntries(definition.filters.map(({ key }) => [key, null])) }),
    next: (cursor) => {
      setTrail([...trail, values.cursor]);
      void setState({ cursor }, { history: "push", scroll: true });
    },
    previous: () => {
      const back = trail.at(-1) ?? "";
      setTrail(trail.slice(0, -1));
      void setState({ cursor: back === "" ? null : back }, { history: "push", scroll: true });
    },
  };
}
