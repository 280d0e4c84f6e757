import type { Route } from "next";
import type { ReactNode } from "react";
import { TextLink } from "@/components/ui/text-link";

export type Crumb = { label: string; href: Route };

type Props = {
  title: ReactNode;
  /** State of the thing, beside its name. */
  badge?: ReactNode;
  subtitle?: ReactNode;
  crumbs?: readonly Crumb[];
  actions?: ReactNode;
};

/** The head of every page: one h1, what it is, and what can be done here, the main action last. */
export function PageHead({ title, badge, subtitle, crumbs = [], actions }: Props) {
  return (
    <header className="px-page pt-3 pb-2 tablet:pt-4 tablet:pb-3">
      {crumbs.length > 0 && (
        <nav aria-label="Breadcrumb" className="mb-1.5">
          <ol className="flex flex-wrap gap-x-1.5 text-dense text-subtle">
            {crumbs.map((crumb, index) => (
              <li key={crumb.href} className="flex gap-x-1.5 text-muted">
                {index > 0 && <span aria-hidden>/</span>}
                <TextLink href={crumb.href} plain>
                  {crumb.label}
                </TextLink>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-auto">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-title font-semibold [overflow-wrap:anywhere]">{title}</h1>
            {badge}
          </div>
          {subtitle !== undefined && <p className="mt-1 max-w-prose text-muted [overflow-wrap:anywhere]">{subtitle}</p>}
        </div>
        {actions !== undefined && (
          <div className="flex flex-wrap gap-2" data-print="hidden">
            {actions}
          </div>
        )}
      </div>
    </header>
  );
}
