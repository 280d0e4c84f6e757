"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useSyncExternalStore } from "react";
import { type ActionTools, listActions } from "../actions";
import { keepEarlyKey } from "./early-typing";
import { matchKey } from "./key-bindings";
import { usePageActions } from "../page-actions";
import { openPanel, preloadPalette, readPanel, subscribePanels } from "./panels";
import { usePreferences } from "../preferences/preferences-provider";
import type { ShellProps } from "../shell-props";

const Palette = lazy(async () => ({ default: (await import("./palette")).Palette }));
const ShortcutHelp = lazy(async () => ({ default: (await import("./shortcut-help")).ShortcutHelp }));
const MoreSheet = lazy(async () => ({ default: (await import("../rail/more-sheet")).MoreSheet }));

const sequenceMs = 1_200;

/** Listens for keys on the whole page, and holds the panels they open. The panels are loaded when the browser is idle. */
export function ShortcutKeys({ viewer, scope }: Pick<ShellProps, "viewer" | "scope">) {
  const router = useRouter();
  const { preferences, change } = usePreferences();
  const panel = useSyncExternalStore(subscribePanels, readPanel, () => null);
  const actions = listActions(viewer.roles, scope, usePageActions());
  const pending = useRef({ keys: "", at: 0 });
  const tools: ActionTools = { go: (href) => router.push(href), change, preferences };

  const answerKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (readPanel() === "palette" && answerEarlyKey(event)) return;
    const before = event.timeStamp - pending.current.at < sequenceMs ? pending.current.keys : "";
    const { action, pending: next } = matchKey(actions, readPress(event), before, preferences.singleKeys);
    pending.current = { keys: next, at: event.timeStamp };
    if (!action) return;
    event.preventDefault();
    action.run(tools);
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => answerKey(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  useEffect(() => {
    const timer = setTimeout(preloadPalette, 3_000);
    return () => clearTimeout(timer);
  }, []);

  return (
    <Suspense fallback={null}>
      {panel === "palette" && (
        <Palette roles={viewer.roles} actions={actions} tools={tools} onClose={() => openPanel(null)} />
      )}
      {panel === "shortcuts" && <ShortcutHelp actions={actions} onClose={() => openPanel(null)} />}
      {panel === "more" && <MoreSheet viewer={viewer} scope={scope} onClose={() => openPanel(null)} />}
    </Suspense>
  );
}

/** The palette is open, but its field does not have the focus yet. */
function answerEarlyKey(event: KeyboardEvent): boolean {
  const isThere = event.target instanceof Element && event.target.closest('[role="dialog"]') !== null;
  if (isThere) return false;
  const closes = event.key === "Escape";
  if (!closes && !keepEarlyKey(event)) return false;
  if (closes) openPanel(null);
  event.preventDefault();
  return true;
}

function readPress(event: KeyboardEvent) {
  const target = event.target instanceof Element ? event.target : null;
  return {
    key: event.key,
    mod: event.metaKey || event.ctrlKey,
    alt: event.altKey,
    repeat: event.repeat,
    inField:
      target?.closest('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]') !==
      null,
    inOverlay: document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null,
  };
}
