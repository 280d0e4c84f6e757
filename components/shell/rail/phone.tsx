"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { buttonClass } from "@/components/ui/button-class";
import { IconButton } from "@/components/ui/icon-button";
import type { Icon } from "@/components/ui/icons/draw";
import { MoreIcon, SearchIcon } from "@/components/ui/icons/actions";
import { HelpIcon, MarkIcon } from "@/components/ui/icons/places";
import { openPanel, preloadPalette } from "../commands/panels";
import { type Scope, scopeWords } from "../environment";
import { hrefIn, isWithin, listNavigation } from "../navigation";
import type { ShellProps, Count } from "../shell-props";

/** Below 640 px: where one is, search and help, always in the same place. */
export function PhoneBar({ scope }: { scope: Scope }) {
  return (
    <div
      data-print="hidden"
      className="sticky top-0 z-20 flex h-12 items-center gap-2 border-b border-hairline bg-surface ps-4 pe-2 tablet:hidden"
    >
      <Link href="/" className="flex size-8 items-center">
        <MarkIcon size={20} />
        <span className="sr-only">Ambit, home</span>
      </Link>
      <span className="flex-1 text-dense text-muted">{scopeWords[scope].name}</span>
      <IconButton
        icon={SearchIcon}
        label="Search"
        onClick={() => openPanel("palette")}
        onPointerDown={preloadPalette}
      />
      <Link href="/help" className={buttonClass({ variant: "quiet", square: true })}>
        <HelpIcon />
        <span className="sr-only">Help</span>
      </Link>
    </div>
  );
}

const slotClass =
  "relative grid h-14 min-w-0 content-center justify-items-center gap-0.75 text-caption leading-3.5 font-medium text-muted no-underline aria-[current=page]:text-fg aria-[current=page]:before:absolute aria-[current=page]:before:inset-x-[28%] aria-[current=page]:before:-top-px aria-[current=page]:before:h-0.5 aria-[current=page]:before:bg-fg";

/** The three areas used most, and everything else behind More. */
export function PhoneDock({ viewer, scope, counts }: Pick<ShellProps, "viewer" | "scope" | "counts">) {
  const path = usePathname();
  const first = listNavigation(viewer.roles).slice(0, 3);
  return (
    <nav
      aria-label="Main"
      data-print="hidden"
      className="fixed inset-x-0 bottom-0 z-30 grid auto-cols-fr grid-flow-col border-t border-hairline bg-overlay pb-[env(safe-area-inset-bottom)] tablet:hidden"
    >
      {first.map((item) => (
        <Link
          key={item.id}
          href={hrefIn(item, scope)}
          aria-current={isWithin(path, item) ? "page" : undefined}
          className={slotClass}
        >
          <Slot icon={item.icon} label={item.label} count={counts[item.id]} />
        </Link>
      ))}
      <button type="button" aria-haspopup="dialog" onClick={() => openPanel("more")} className={slotClass}>
        <Slot icon={MoreIcon} label="More" count={undefined} />
      </button>
    </nav>
  );
}

function Slot({ icon: Drawing, label, count }: { icon: Icon; label: string; count: Count | undefined }) {
  return (
    <>
      <Drawing />
      <span className="max-w-full truncate px-1">{label}</span>
      {count !== undefined && count.value > 0 && (
        <span className="absolute top-1.5 left-[calc(50%+6px)] min-w-4 rounded-full bg-fg px-1 text-center text-caption font-semibold text-surface tabular forced:border">
          {count.value}
          <span className="sr-only"> to act on</span>
        </span>
      )}
    </>
  );
}
