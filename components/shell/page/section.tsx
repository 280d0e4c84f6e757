import { type ReactNode, useId } from "react";

type Props = {
  title: ReactNode;
  /** At the end of the heading's line: a count, a link, one small button. */
  aside?: ReactNode;
  description?: ReactNode;
  children: ReactNode;
};

/** A part of a page under one hairline. Not a box: a box means one object. */
export function Section({ title, aside, description, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-t border-hairline py-5 first:border-t-0">
      <div className="mb-3 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 id={id} className="text-section font-semibold">
          {title}
        </h2>
        {aside !== undefined && <div className="ms-auto text-dense text-muted">{aside}</div>}
        {description !== undefined && <p className="max-w-prose basis-full text-muted">{description}</p>}
      </div>
      {children}
    </section>
  );
}

/** One object: a card, a summary. */
export function Card({ children }: { children: ReactNode }) {
  return <div className="overflow-hidden rounded-card border border-hairline bg-surface">{children}</div>;
}

/** Main column and side facts; one column below 1,100 px. */
export function TwoColumns({ children, side }: { children: ReactNode; side: ReactNode }) {
  return (
    <div className="grid gap-x-10 px-page pb-12 rail:grid-cols-[minmax(0,1fr)_19rem]">
      <div className="min-w-0">{children}</div>
      <aside className="min-w-0">{side}</aside>
    </div>
  );
}

/** The body of a page that is not a table from edge to edge. */
export function PageBody({ children, narrow = false }: { children: ReactNode; narrow?: boolean }) {
  return <div className={`w-full px-page pb-12 ${narrow ? "max-w-180" : "max-w-page"}`}>{children}</div>;
}
