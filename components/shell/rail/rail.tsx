"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { MarkIcon } from "@/components/ui/icons/places";
import { Kbd } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/overlay/tooltip";
import { AccountMenu } from "./account-menu";
import { EnvironmentSwitch } from "./environment-switch";
import { hrefIn, isWithin, listNavigation, type NavigationItem } from "../navigation";
import { PaletteButton } from "./palette-button";
import type { Count, ShellProps, View } from "../shell-props";

export const railItemClass =
  "relative flex h-8 items-center gap-2.5 rounded-control px-2 font-medium text-muted no-underline transition-colors hover:bg-fill hover:text-fg aria-[current=page]:bg-fill aria-[current=page]:text-fg max-rail:justify-center max-rail:px-0";

/** The left rail: 232 px with words, 56 px with icons below 1,100 px, gone below 640 px where the dock takes over. */
export function Rail({ viewer, scope, counts, views, foot }: Omit<ShellProps, "children" | "warnings">) {
  const items = listNavigation(viewer.roles);
  const path = usePathname();
  const draw = (item: NavigationItem) => (
    <RailItem
      key={item.id}
      item={item}
      href={hrefIn(item, scope)}
      current={isWithin(path, item)}
      count={counts[item.id]}
      views={views?.[item.id]}
    />
  );
  return (
    <nav
      aria-label="Main"
      data-print="hidden"
      className="sticky top-0 flex h-dvh w-14 shrink-0 flex-col gap-3 overflow-y-auto border-e border-hairline bg-canvas px-2 pt-3 pb-2 [scrollbar-width:thin] max-tablet:hidden rail:w-58"
    >
      <Link
        href="/"
        className="flex h-8 items-center gap-2 rounded-control px-2 font-semibold tracking-[-0.01em] no-underline max-rail:justify-center max-rail:px-0"
      >
        <MarkIcon size={20} />
        <span className="max-rail:sr-only">Ambit</span>
      </Link>
      <EnvironmentSwitch scope={scope} />
      <PaletteButton />
      <ul className="grid gap-px">{items.filter((item) => item.place === "main").map(draw)}</ul>
      <div className="mt-auto grid gap-px">
        {foot}
        <ul className="grid gap-px">{items.filter((item) => item.place === "foot").map(draw)}</ul>
        <AccountMenu viewer={viewer} />
      </div>
    </nav>
  );
}

type ItemProps = {
  item: NavigationItem;
  href: Route;
  current: boolean;
  count: Count | undefined;
  views: readonly View[] | undefined;
};

function RailItem({ item, href, current, count, views }: ItemProps) {
  const Drawing = item.icon;
  return (
    <li>
      <Tooltip text={item.label} side="right" block railOnly>
        <Link href={href} aria-current={current ? "page" : undefined} className={`${railItemClass} w-full`}>
          <Drawing />
          <span className="max-rail:sr-only">{item.label}</span>
          {count !== undefined && count.value > 0 && <RailCount count={count} />}
          {item.hint !== undefined && (
            <span className="ms-auto max-rail:hidden">
              <Kbd>{item.hint}</Kbd>
            </span>
          )}
        </Link>
      </Tooltip>
      {current && views !== undefined && views.length > 0 && <RailViews views={views} />}
    </li>
  );
}

/** Filled ink cannot wait, outlined can. Nothing is shown where nobody must act. */
export function RailCount({ count }: { count: Count }) {
  const look = count.urgent ? "bg-fg text-surface" : "bg-surface text-fg shadow-[inset_0_0_0_1px_var(--line-control)]";
  return (
    <span
      className={`${look} ms-auto min-w-5 rounded-full px-1.5 text-center text-small leading-4.5 font-semibold tabular max-rail:absolute max-rail:end-0.5 max-rail:top-px max-rail:min-w-4 max-rail:px-1 max-rail:text-caption max-rail:leading-3.5 forced:border`}
    >
      {count.value}
      <span className="sr-only"> to act on</span>
    </span>
  );
}

function RailViews({ views }: { views: readonly View[] }) {
  const path = usePathname();
  const search = useSearchParams().toString();
  const here = search === "" ? path : `${path}?${search}`;
  return (
    <ul className="ms-3.75 mt-0.5 mb-1.5 border-s border-hairline ps-2.25 max-rail:hidden">
      {views.map((view) => (
        <li key={view.href}>
          <Link
            href={view.href}
            aria-current={view.href === here ? "true" : undefined}
            className="relative flex h-7 items-center rounded-small px-2 text-dense text-muted no-underline transition-colors hover:bg-fill hover:text-fg aria-[current=true]:font-medium aria-[current=true]:text-fg aria-[current=true]:before:absolute aria-[current=true]:before:inset-y-1.25 aria-[current=true]:before:-start-2.5 aria-[current=true]:before:w-0.5 aria-[current=true]:before:rounded-full aria-[current=true]:before:bg-fg"
          >
            {view.label}
            {view.count !== undefined && <span className="ms-auto text-small text-subtle tabular">{view.count}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}
