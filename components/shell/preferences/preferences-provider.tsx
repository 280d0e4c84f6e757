"use client";

import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { TimeZoneProvider } from "@/components/ui/time-zone";
import { chooseZone, type Preferences, writePreferencesCookie } from "./preferences";

type Value = { preferences: Preferences; change: (part: Partial<Preferences>) => void };

const Context = createContext<Value | null>(null);

type Props = {
  initial: Preferences;
  /** Where a change is kept for the person's other browsers; absent while nobody is signed in. */
  keep?: ((part: Partial<Preferences>) => void) | undefined;
  children: ReactNode;
};

/** Holds what was known when the page was made. Every change goes into the cookie, from which the next page is made. */
export function PreferencesProvider({ initial, keep, children }: Props) {
  const [chosen, setChosen] = useState(initial);
  const browserZone = useSyncExternalStore(neverChanges, readOwnZone, () => initial.browserZone);
  const preferences = { ...chosen, browserZone };

  function change(part: Partial<Preferences>) {
    setChosen({ ...chosen, ...part });
    showOnDocument({ ...preferences, ...part });
    keep?.(part);
  }

  // Also without a change: the next page is then made in this browser's zone, and sign-in looks as its last person wants.
  const cookie = writePreferencesCookie(preferences);
  useEffect(() => {
    document.cookie = cookie;
  }, [cookie]);

  return (
    <Context value={{ preferences, change }}>
      <TimeZoneProvider zone={chooseZone(preferences)}>{children}</TimeZoneProvider>
    </Context>
  );
}

export function usePreferences(): Value {
  const value = useContext(Context);
  if (!value) throw new Error("usePreferences needs a PreferencesProvider above it.");
  return value;
}

function readOwnZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function neverChanges(): () => void {
  return () => undefined;
}

function showOnDocument({ theme, density }: Preferences): void {
  const root = document.documentElement;
  if (theme === "system") root.removeAttribute("data-theme");
  else root.setAttribute("data-theme", theme);
  root.setAttribute("data-density", density);
}
