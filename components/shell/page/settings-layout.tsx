"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { settingsGroups, type SettingsPage } from "../settings-navigation";

type Entry = Pick<SettingsPage, "group" | "label" | "href">;

/** The pages of Settings beside the open one; below 1,100 px they stand above it and wrap. */
export function SettingsLayout({ pages, children }: { pages: readonly Entry[]; children: ReactNode }) {
  return (
    <div className="flex flex-1 flex-col rail:flex-row">
      <nav
        aria-label="Settings"
        data-print="hidden"
        className="flex flex-wrap gap-x-6 gap-y-1 border-hairline px-page py-3 max-rail:border-b rail:w-52 rail:flex-col rail:flex-nowrap rail:gap-4 rail:border-e rail:px-3 rail:py-4"
      >
        {settingsGroups.map((group) => (
          <SettingsGroup key={group} heading={group} pages={pages.filter((page) => page.group === group)} />
        ))}
      </nav>
      <div className="flex min-w-0 flex-1 flex-col">{children}</div>
    </div>
  );
}

function SettingsGroup({ heading, pages }: { heading: string; pages: readonly Entry[] }) {
  const path = usePathname();
  if (pages.length === 0) return null;
  return (
    <div>
      <p className="mb-1 px-2 text-small font-medium text-subtle max-rail:sr-only">{heading}</p>
      <ul className="flex flex-wrap gap-1 rail:grid rail:gap-px">
        {pages.map((page) => (
          <li key={page.href}>
            <Link
              href={page.href}
              aria-current={path === page.href || path.startsWith(`${page.href}/`) ? "page" : undefined}
              className="flex min-h-8 items-center rounded-control px-2 text-muted no-underline transition-colors hover:bg-fill hover:text-fg aria-[current=page]:bg-fill aria-[current=page]:font-medium aria-[current=page]:text-fg coarse:min-h-10"
            >
              {page.label}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
