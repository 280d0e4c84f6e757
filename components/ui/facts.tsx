import type { ReactNode } from "react";

export type Fact = { term: string; value: ReactNode; detail?: ReactNode };

/** Terms and values side by side. "None", "Never" and "Unknown" are words here, never blanks. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-dense">
      {facts.map(({ term, value, detail }) => (
        <div key={term} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-subtle">{term}</dt>
          <dd className="[overflow-wrap:anywhere]">
            {value}
            {detail !== undefined && <span className="block text-small text-subtle">{detail}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The few facts that head a detail page, in one box with hairlines between them. */
export function Vitals({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,11rem),1fr))] overflow-hidden rounded-card border border-hairline">
      {facts.map(({ term, value, detail }) => (
        <div key={term} className="-ms-px -mt-px min-w-0 border-s border-t border-hairline px-4 py-3">
          <dt className="text-small text-subtle">{term}</dt>
          <dd className="mt-1 leading-5.5 font-medium [overflow-wrap:anywhere]">{value}</dd>
          {detail !== undefined && <dd className="mt-0.5 text-small text-muted">{detail}</dd>}
        </div>
      ))}
    </dl>
  );
}
