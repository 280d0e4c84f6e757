"use client";

import { useSyncExternalStore } from "react";
import { ColumnsIcon, UpDownIcon } from "@/components/ui/icons/actions";
import { Menu } from "@/components/ui/overlay/menu";
import { Segmented } from "@/components/ui/segmented";
import { usePreferences } from "@/components/shell/preferences/preferences-provider";
import type { Column } from "./column";
import { readDirection } from "./header-cell";
import type { ListUrl } from "./use-list-url";

export function DensityChoice() {
  const { preferences, change } = usePreferences();
  return (
    <div className="max-rail:hidden coarse:hidden">
      <Segmented
        label="Rows"
        value={preferences.density}
        onChange={(density) => change({ density })}
        segments={[
          { value: "comfortable", label: "Comfortable" },
          { value: "compact", label: "Compact" },
        ]}
      />
    </div>
  );
}

type ColumnChoiceProps<Row> = {
  columns: readonly Column<Row>[];
  hidden: readonly string[];
  onChange: (hidden: readonly string[]) => void;
};

export function ColumnChoice<Row>({ columns, hidden, onChange }: ColumnChoiceProps<Row>) {
  const optional = columns.filter((column) => column.optional);
  if (optional.length === 0) return null;
  return (
    <div className="@max-[36rem]:hidden">
      <Menu
        label="Choose columns"
        align="end"
        groups={[
          {
            heading: "Columns",
            items: optional.map(({ id, header }) => ({
              label: header,
              checked: !hidden.includes(id),
              onSelect: () => onChange(hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id]),
            })),
          },
        ]}
      >
        <ColumnsIcon />
        Columns
      </Menu>
    </div>
  );
}

/** Where rows are cards there are no headers to press. */
export function SortMenu<Row>({ columns, list }: { columns: readonly Column<Row>[]; list: ListUrl }) {
  const options = columns.flatMap(({ sort, header }) =>
    sort === undefined
      ? []
      : [
          { sort, label: header },
          { sort: `-${sort}`, label: `${header}, turned round` },
        ],
  );
  const usable = options.filter(({ sort }) => list.definition.sorts.includes(sort));
  if (usable.length < 2) return null;
  const current = columns.find(({ sort }) => readDirection(sort, list.values.sort) !== undefined);
  return (
    <div className="@min-[36rem]:hidden">
      <Menu
        label={`Sorted by ${current?.header ?? "default"}. Change`}
        variant="quiet"
        size="small"
        groups={[
          {
            heading: "Sort by",
            items: usable.map(({ sort, label }) => ({
              label,
              checked: sort === list.values.sort,
              onSelect: () => list.sortBy(sort),
            })),
          },
        ]}
      >
        <UpDownIcon size={14} />
        {current?.header ?? "Sort"}
      </Menu>
    </div>
  );
}

const changed = "ambit-columns";

/** Which columns this browser hides in one list. A matter of taste, so it is not in the URL that others open. */
export function useHiddenColumns<Row>(
  list: string,
  columns: readonly Column<Row>[],
): readonly [readonly string[], (hidden: readonly string[]) => void] {
  const atFirst = columns.flatMap(({ id, hiddenAtFirst }) => (hiddenAtFirst ? [id] : [])).join(",");
  const key = `ambit-hidden-columns:${list}`;
  const stored = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(key) ?? atFirst,
    () => atFirst,
  );
  return [
    stored.split(",").filter(Boolean),
    (hidden) => {
      localStorage.setItem(key, hidden.join(","));
      dispatchEvent(new Event(changed));
    },
  ];
}

function subscribe(listener: () => void): () => void {
  addEventListener(changed, listener);
  addEventListener("storage", listener);
  return () => {
    removeEventListener(changed, listener);
    removeEventListener("storage", listener);
  };
}
