export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

/** How one person wants the console to look and answer. */
export type Preferences = {
  theme: Theme;
  density: Density;
  /** Null: the browser's own. */
  timeZone: string | null;
  /** What this browser says its own is; null until it has said so. */
  browserZone: string | null;
  singleKeys: boolean;
};

export const defaultPreferences: Preferences = {
  theme: "system",
  density: "comfortable",
  timeZone: null,
  browserZone: null,
  singleKeys: true,
};

/** The zone that times are shown in. */
export function chooseZone({ timeZone, browserZone }: Preferences): string {
  return timeZone ?? browserZone ?? "UTC";
}

/** A cookie, so that the server's first bytes already have the right theme, row height and hours. It holds no personal data. */
export const preferencesCookie = "ambit-preferences";
const oneYearSeconds = 31_536_000;

export function parsePreferences(text: string | undefined): Preferences {
  const stored = new URLSearchParams(text ?? "");
  return {
    theme: themes.find((theme) => theme === stored.get("theme")) ?? defaultPreferences.theme,
    density: densities.find((density) => density === stored.get("density")) ?? defaultPreferences.density,
    timeZone: findTimeZone(stored.get("zone")),
    browserZone: findTimeZone(stored.get("own-zone")),
    singleKeys: stored.get("keys") !== "off",
  };
}

export function formatPreferences(preferences: Preferences): string {
  const text = new URLSearchParams({ theme: preferences.theme, density: preferences.density });
  if (preferences.timeZone !== null) text.set("zone", preferences.timeZone);
  if (preferences.browserZone !== null) text.set("own-zone", preferences.browserZone);
  if (!preferences.singleKeys) text.set("keys", "off");
  return text.toString();
}

export function writePreferencesCookie(preferences: Preferences): string {
  const value = encodeURIComponent(formatPreferences(preferences));
  return `${preferencesCookie}=${value}; path=/; max-age=${oneYearSeconds}; samesite=lax`;
}

/** A zone the runtime does not know would make every date on the page throw. */
function findTimeZone(name: string | null): string | null {
  if (name === null || name === "") return null;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
