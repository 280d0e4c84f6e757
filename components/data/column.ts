import type { ReactNode } from "react";

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The key the API sorts by; without it the column cannot be sorted. */
  sort?: string;
  align?: "start" | "end";
  /** Of the table's width; a column without one shares what is left. */
  width?: string;
  /** The table width from which there is room for it. Columns leave by priority, the page never scrolls sideways. */
  room?: "always" | "middle" | "wide";
  /** On a phone, where rows are cards: a line of its own, the first half of one, at the end of the line, or not at all. */
  phone?: "line" | "half" | "end" | "hidden";
  /** Puts the header's word before the value on a phone, for values that do not explain themselves. */
  phoneLabel?: boolean;
  /** The viewer may hide it. */
  optional?: boolean;
  /** Not shown until the viewer asks for it. */
  hiddenAtFirst?: boolean;
};

/** What `useQuery` returns, as far as a list needs it. */
export type ListResult<Row> = {
  data: { data: readonly Row[]; next_cursor: string | null } | undefined;
  error: Error | null;
  isPending: boolean;
  isFetching: boolean;
  refetch: () => unknown;
};

/** One and many: "person", "people". */
export type Noun = readonly [one: string, many: string];
