"use client";

import Link from "next/link";
import {
  Fragment,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
} from "react";
import { createPortal } from "react-dom";
import { CheckIcon } from "../icons/actions";
import type { MenuGroup, MenuItem } from "./menu";
import { type Align, placeBeside, type Side } from "./place-beside";

type Props = {
  label: string;
  groups: readonly MenuGroup[];
  align: Align;
  side: Side;
  trigger: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
};

/** The ARIA menu pattern: arrows move, Home and End jump, a letter goes to the next entry that begins with it. */
export function MenuPopup({ label, groups, align, side, trigger, onClose }: Props) {
  const popup = useRef<HTMLDivElement>(null);
  useMenuPlace(popup, trigger, side, align, onClose);

  function answerKey(event: KeyboardEvent) {
    // The browser then goes on from the trigger.
    if (event.key === "Tab") return closeAfterChoice();
    const items = findItems(popup.current);
    const labels = items.map((item) => item.textContent ?? "");
    const next = chooseItem(event.key, labels, items.indexOf(findFocused()));
    if (next === undefined) return;
    event.preventDefault();
    items[next]?.focus();
  }

  function closeAfterChoice() {
    trigger.current?.focus();
    onClose();
  }

  return createPortal(
    <div
      ref={popup}
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={answerKey}
      className="fixed top-0 left-0 z-50 w-max max-w-[calc(100vw-1rem)] min-w-52 overflow-y-auto rounded-card border border-hairline bg-overlay p-1 shadow-overlay outline-none"
    >
      {groups.map((group, index) => (
        <Fragment key={group.heading ?? index}>
          {index > 0 && <div aria-hidden className="mx-1 my-1 border-t border-hairline" />}
          <Group group={group} onClose={closeAfterChoice} />
        </Fragment>
      ))}
    </div>,
    // Inside an open dialog, which would take a press elsewhere for one outside of it.
    trigger.current?.closest<HTMLElement>('[role="dialog"]') ?? document.body,
  );
}

/** Beside its trigger while the page moves; focus goes to the first entry; a press elsewhere closes it. */
function useMenuPlace(
  popup: RefObject<HTMLDivElement | null>,
  trigger: RefObject<HTMLButtonElement | null>,
  side: Side,
  align: Align,
  onClose: () => void,
): void {
  const close = useEffectEvent(onClose);

  useLayoutEffect(() => {
    const place = () => {
      if (popup.current && trigger.current)
        placeBeside(popup.current, trigger.current.getBoundingClientRect(), side, align);
    };
    place();
    findItems(popup.current)[0]?.focus({ preventScroll: true });
    addEventListener("resize", place);
    addEventListener("scroll", place, { capture: true, passive: true });
    return () => {
      removeEventListener("resize", place);
      removeEventListener("scroll", place, { capture: true });
    };
  }, [popup, trigger, side, align]);

  useEffect(() => {
    const closeOutside = ({ target }: PointerEvent) => {
      const inside = target instanceof Node && (popup.current?.contains(target) || trigger.current?.contains(target));
      if (!inside) close();
    };
    // At the window, before anybody else: a dialog underneath must not take the same Escape for itself.
    const closeOnEscape = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopImmediatePropagation();
      trigger.current?.focus();
      close();
    };
    document.addEventListener("pointerdown", closeOutside, { capture: true });
    addEventListener("keydown", closeOnEscape, { capture: true });
    return () => {
      document.removeEventListener("pointerdown", closeOutside, { capture: true });
      removeEventListener("keydown", closeOnEscape, { capture: true });
    };
  }, [popup, trigger]);
}

function Group({ group, onClose }: { group: MenuGroup; onClose: () => void }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={group.heading === undefined ? undefined : id}>
      {group.heading !== undefined && (
        <p id={id} className="px-2 pt-1.5 pb-1 text-small font-medium text-subtle">
          {group.heading}
        </p>
      )}
      {group.items.map((item) => (
        <Item key={item.label} item={item} single={group.single === true} onClose={onClose} />
      ))}
    </div>
  );
}

const itemClass =
  "flex min-h-10 w-full items-center gap-2.5 rounded-small px-2 text-start no-underline outline-none focus:bg-fill aria-disabled:cursor-not-allowed aria-disabled:text-subtle tablet:min-h-8 forced:focus:outline-2";

function Item({ item, single, onClose }: { item: MenuItem; single: boolean; onClose: () => void }) {
  const shared = { tabIndex: -1, onPointerMove: focusSelf };
  if ("href" in item) {
    return (
      <Link {...shared} role="menuitem" href={item.href} onClick={onClose} className={itemClass}>
        <ItemBody item={item} />
      </Link>
    );
  }
  const role = single ? "menuitemradio" : "menuitemcheckbox";
  const check = item.checked === undefined ? { role: "menuitem" } : { role, "aria-checked": item.checked };
  return (
    <button
      {...shared}
      {...check}
      type="button"
      aria-disabled={item.disabledReason !== undefined || undefined}
      onClick={() => {
        if (item.disabledReason !== undefined) return;
        // A choice among several stays open, so that its effect can be seen; a command is done.
        if (item.checked === undefined || single) onClose();
        item.onSelect();
      }}
      className={item.danger ? `${itemClass} text-deny-fg` : itemClass}
    >
      {item.checked !== undefined && (
        <span className="grid size-4 place-items-center">{item.checked && <CheckIcon />}</span>
      )}
      <ItemBody item={item} />
    </button>
  );
}

function ItemBody({ item }: { item: MenuItem }): ReactNode {
  const Drawing = item.icon;
  const danger = "danger" in item && item.danger;
  const reason = "disabledReason" in item ? item.disabledReason : undefined;
  return (
    <>
      {Drawing && <Drawing className={danger ? "" : "text-muted"} />}
      <span className="min-w-0 flex-1 py-1.5">
        {item.label}
        {reason !== undefined && <span className="block text-small text-subtle">{reason}</span>}
      </span>
      {item.hint !== undefined && <span className="text-dense text-subtle">{item.hint}</span>}
    </>
  );
}

/** Which entry a key leads to, from the one that has focus (-1: none); undefined where the key means nothing here. */
export function chooseItem(key: string, labels: readonly string[], current: number): number | undefined {
  const count = labels.length;
  if (count === 0) return undefined;
  if (key === "ArrowDown") return (current + 1) % count;
  if (key === "ArrowUp") return current <= 0 ? count - 1 : current - 1;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key.length !== 1 || key === " ") return undefined;
  const letter = key.toLocaleLowerCase();
  const order = labels.map((_, step) => (current + 1 + step + count) % count);
  return order.find((index) => labels[index]?.trim().toLocaleLowerCase().startsWith(letter));
}

function findItems(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
}

function findFocused(): HTMLElement {
  return document.activeElement instanceof HTMLElement ? document.activeElement : document.body;
}

function focusSelf({ currentTarget }: { currentTarget: HTMLElement }): void {
  if (document.activeElement !== currentTarget) currentTarget.focus({ preventScroll: true });
}
