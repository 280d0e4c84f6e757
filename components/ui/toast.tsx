"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { announce } from "./announcer";
import { Button } from "./button";
import { IconButton } from "./icon-button";
import { CloseIcon } from "./icons/actions";
import { AllowedIcon, DeniedIcon, PendingIcon } from "./icons/states";

type Toast = {
  id: number;
  title: string;
  detail?: string;
  failed?: boolean;
  /** It has not happened yet, so that it is drawn neither as done nor as failed. */
  pending?: boolean;
  action?: { label: string; run: () => void };
};

const stayMs = 6_000;
const nothing: readonly Toast[] = [];
let toasts = nothing;
let lastId = 0;
const listeners = new Set<() => void>();

/**
 * For what happened to the press just made. A failure stays until it is put away; nothing that must be decided comes as a
 * toast. The answer puts it away.
 */
export function showToast(toast: Omit<Toast, "id">): () => void {
  lastId += 1;
  const id = lastId;
  change([...toasts.slice(-2), { ...toast, id }]);
  announce(toast.detail === undefined ? toast.title : `${toast.title}. ${toast.detail}`);
  return () => change(toasts.filter((other) => other.id !== id));
}

/** Fixed, and outside the page's flow; the words are spoken by the `Announcer`. */
export function ToastRegion() {
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => nothing,
  );
  return (
    <section
      aria-label="Messages"
      className="pointer-events-none fixed inset-x-4 bottom-20 z-50 grid justify-items-center gap-2 tablet:inset-x-auto tablet:end-4 tablet:bottom-20 tablet:justify-items-end"
      data-print="hidden"
    >
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  const close = () => change(toasts.filter((other) => other.id !== toast.id));

  useEffect(() => {
    if (held || toast.failed) return;
    const timer = setTimeout(() => change(toasts.filter((other) => other.id !== toast.id)), stayMs);
    return () => clearTimeout(timer);
  }, [held, toast]);

  return (
    <div
      className="pointer-events-auto flex w-full max-w-100 items-start gap-2.5 rounded-card border border-button bg-overlay py-2 ps-3 pe-1.5 shadow-overlay tablet:w-90"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className="mt-1.5">
        <ToastIcon toast={toast} />
      </span>
      <div className="min-w-0 flex-1 py-1">
        <p className="font-medium">{toast.title}</p>
        {toast.detail !== undefined && <p className="text-dense text-muted">{toast.detail}</p>}
      </div>
      {toast.action && (
        <Button
          variant="quiet"
          onClick={() => {
            toast.action?.run();
            close();
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton icon={CloseIcon} label="Put away" onClick={close} />
    </div>
  );
}

function ToastIcon({ toast: { failed, pending } }: { toast: Toast }) {
  if (failed) return <DeniedIcon className="text-deny-fg" />;
  return pending ? <PendingIcon className="text-muted" /> : <AllowedIcon className="text-allow-fg" />;
}

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
