"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";

const strip = "flex gap-5 overflow-x-auto overflow-y-hidden border-b border-hairline [scrollbar-width:none]";
const tab = [
  "relative inline-flex h-11 shrink-0 items-center gap-1.5 font-medium whitespace-nowrap text-muted no-underline transition-colors hover:text-fg tablet:h-10",
  "after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 focus-visible:-outline-offset-2",
  "aria-selected:text-fg aria-selected:after:bg-fg aria-[current=page]:text-fg aria-[current=page]:after:bg-fg",
].join(" ");

export type TabLink = { href: Route; label: ReactNode };

/** Tabs that are pages: each has an address, Back works, and it needs no script. */
export function LinkTabs({
  label,
  links,
  padded = false,
}: {
  label: string;
  links: readonly TabLink[];
  padded?: boolean;
}) {
  const path = usePathname();
  return (
    <nav aria-label={label} className={padded ? `${strip} px-page` : strip}>
      {links.map((link) => {
        const current = path === link.href.split("?")[0];
        return (
          <Link
            key={link.href}
            ref={current ? bringIntoRow : undefined}
            href={link.href}
            aria-current={current ? "page" : undefined}
            className={tab}
          >
            {link.label}
          </Link>
        );
      })}
    </nav>
  );
}

/** Where the row is wider than the screen, the tab one is on stands in it; the page itself does not move. */
function bringIntoRow(current: HTMLElement | null): void {
  const row = current?.parentElement;
  if (!current || !row) return;
  const [link, frame] = [current.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += link.left - frame.left - (frame.width - link.width) / 2;
}

export type TabPanel<Id extends string> = { id: Id; label: ReactNode; content: ReactNode };

/** Tabs inside one page. Arrow keys move and choose, Home and End jump (ARIA tabs pattern). */
export function Tabs<Id extends string>({
  label,
  value,
  onChange,
  panels,
}: {
  label: string;
  value: Id;
  onChange: (id: Id) => void;
  panels: readonly TabPanel<Id>[];
}) {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);

  function moveByKey(event: KeyboardEvent) {
    const at = panels.findIndex((panel) => panel.id === value);
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: panels.length - 1 };
    const target = steps[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const index = (target + panels.length) % panels.length;
    const next = panels[index];
    if (!next) return;
    onChange(next.id);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[index]?.focus();
  }

  const current = panels.find((panel) => panel.id === value);
  return (
    <div>
      <div ref={list} role="tablist" aria-label={label} tabIndex={-1} className={strip} onKeyDown={moveByKey}>
        {panels.map((panel) => (
          <button
            key={panel.id}
            type="button"
            role="tab"
            id={`${base}${panel.id}`}
            aria-selected={panel.id === value}
            aria-controls={panel.id === value ? `${base}panel` : undefined}
            tabIndex={panel.id === value ? 0 : -1}
            onClick={() => onChange(panel.id)}
            className={tab}
          >
            {panel.label}
          </button>
        ))}
      </div>
      {current && (
        <div role="tabpanel" id={`${base}panel`} aria-labelledby={`${base}${current.id}`} tabIndex={0} className="pt-4">
          {current.content}
        </div>
      )}
    </div>
  );
}
