"use client";

import { lazy, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CloseIcon, PlusIcon } from "@/components/ui/icons/actions";
import { Popover } from "@/components/ui/overlay/popover";
import { describeFilter, type Filter } from "./list-url";
import { SearchBox } from "./search-box";
import type { ListUrl } from "./use-list-url";

/** Loaded when a filter is first opened; the popover around it waits for it, so that the focus finds its first field. */
const FilterEditor = lazy(async () => ({ default: (await import("./filter-editor")).FilterEditor }));

type Props = { label: string; searchLabel?: string | undefined; list: ListUrl; end?: ReactNode };

/** Search, one pill per filter that holds, and what changes the view at the end. */
export function FilterBar({ label, searchLabel, list, end }: Props) {
  const { definition, values } = list;
  const active = definition.filters.filter(({ key }) => values.filters[key] !== undefined);
  const idle = definition.filters.filter(({ key }) => values.filters[key] === undefined);
  return (
    <search aria-label={label} className="flex flex-wrap items-center gap-2 px-page pb-3" data-print="hidden">
      {searchLabel !== undefined && <SearchBox label={searchLabel} value={values.q} onChange={list.search} />}
      {active.map((filter) => (
        <FilterPill key={filter.key} filter={filter} list={list} values={values.filters[filter.key] ?? []} />
      ))}
      {idle.length > 0 && (
        <Popover
          label="Add filter"
          variant="quiet"
          size="small"
          button={
            <>
              <PlusIcon size={14} />
              {active.length > 0 ? "Filter" : "Add filter"}
            </>
          }
        >
          {(close) => <FilterEditor filters={idle} values={[]} onApply={list.filterBy} onClose={close} />}
        </Popover>
      )}
      {list.filtered && (
        <Button variant="quiet" size="small" onClick={list.clear}>
          Clear all
        </Button>
      )}
      {end !== undefined && <div className="ms-auto flex flex-wrap items-center gap-2">{end}</div>}
    </search>
  );
}

function FilterPill({ filter, list, values }: { filter: Filter; list: ListUrl; values: readonly string[] }) {
  const words = describeFilter(filter, values);
  return (
    <span className="inline-flex h-9 max-w-full items-center rounded-control border border-button bg-surface text-dense tablet:h-7">
      <Popover
        label={`Change filter: ${words.label} ${words.value}`}
        className="h-full min-w-0 truncate rounded-s-control ps-2 pe-1"
        button={
          <>
            {words.label} <b className="font-medium">{words.value}</b>
          </>
        }
      >
        {(close) => <FilterEditor filters={[filter]} values={values} onApply={list.filterBy} onClose={close} />}
      </Popover>
      <button
        type="button"
        onClick={() => list.filterBy(filter.key, [])}
        className="me-0.5 grid size-8 shrink-0 place-items-center rounded-small text-subtle transition-colors hover:bg-fill hover:text-fg tablet:size-6"
      >
        <CloseIcon size={12} />
        <span className="sr-only">
          Remove filter: {words.label} {words.value}
        </span>
      </button>
    </span>
  );
}
