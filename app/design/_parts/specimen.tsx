import type { ReactNode } from "react";

/** One part of the list: a heading, and the states side by side, each with its name. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="border-t border-hairline py-6">
      <h2 className="mb-4 text-section font-semibold">{title}</h2>
      <div className="grid gap-x-8 gap-y-6 tablet:grid-cols-2">{children}</div>
    </section>
  );
}

export function Case({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? "min-w-0 tablet:col-span-2" : "min-w-0"}>
      <h3 className="mb-2 text-dense font-medium text-muted">{name}</h3>
      <div className="flex flex-wrap items-center gap-3">{children}</div>
    </div>
  );
}
