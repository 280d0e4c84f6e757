import type { Route } from "next";
import type { Role } from "@/lib/core/viewer";
import type { Icon } from "@/components/ui/icons/draw";
import { MoonIcon, SearchIcon, SunIcon } from "@/components/ui/icons/actions";
import { HelpIcon, PersonIcon } from "@/components/ui/icons/places";
import type { Scope } from "./environment";
import { hrefIn, listNavigation } from "./navigation";
import { openPanel } from "./commands/panels";
import { signOut } from "./sign-out";
import type { Preferences } from "./preferences/preferences";

/** What an action may use when it runs. */
export type ActionTools = {
  go: (href: Route) => void;
  change: (part: Partial<Preferences>) => void;
  preferences: Preferences;
};

export type Action = {
  id: string;
  label: string;
  group: "Go to" | "This page" | "Actions" | "Appearance";
  icon?: Icon;
  /** `mod+k`, a single key, or keys one after the other: `g e`. Single keys can be switched off. */
  keys?: string;
  /** Other words somebody may type for it. */
  words?: string;
  run: (tools: ActionTools) => void;
};

/** What can be done from anywhere and has, or may have, a key. The palette adds what has none. No decision is ever in it. */
export function listActions(roles: readonly Role[], scope: Scope, pageActions: readonly Action[]): readonly Action[] {
  const places: Action[] = listNavigation(roles).map((item) => ({
    id: `go-${item.id}`,
    label: item.label,
    group: "Go to",
    icon: item.icon,
    keys: `g ${item.key}`,
    run: ({ go }) => go(hrefIn(item, scope)),
  }));
  return [...places, ...pageActions, ...everywhere];
}

const everywhere: readonly Action[] = [
  {
    id: "account",
    label: "Your account",
    group: "Go to",
    icon: PersonIcon,
    keys: "g m",
    words: "me profile passkeys sign-ins",
    run: ({ go }) => go("/me"),
  },
  {
    id: "search",
    label: "Search or run a command",
    group: "Actions",
    icon: SearchIcon,
    keys: "mod+k",
    run: () => openPanel("palette"),
  },
  {
    id: "shortcuts",
    label: "Keyboard shortcuts",
    group: "Actions",
    icon: HelpIcon,
    keys: "?",
    words: "help keys",
    run: () => openPanel("shortcuts"),
  },
  { id: "sign-out", label: "Sign out", group: "Actions", words: "log out leave", run: () => void signOut() },
  { id: "filter", label: "Filter this list", group: "Actions", icon: SearchIcon, keys: "/", run: focusSearchBox },
  {
    id: "theme-light",
    label: "Light theme",
    group: "Appearance",
    icon: SunIcon,
    words: "bright",
    run: ({ change }) => change({ theme: "light" }),
  },
  {
    id: "theme-dark",
    label: "Dark theme",
    group: "Appearance",
    icon: MoonIcon,
    words: "night",
    run: ({ change }) => change({ theme: "dark" }),
  },
  {
    id: "theme-system",
    label: "Theme of the system",
    group: "Appearance",
    words: "auto",
    run: ({ change }) => change({ theme: "system" }),
  },
  {
    id: "rows-comfortable",
    label: "Comfortable rows",
    group: "Appearance",
    words: "density",
    run: ({ change }) => change({ density: "comfortable" }),
  },
  {
    id: "rows-compact",
    label: "Compact rows",
    group: "Appearance",
    words: "density dense",
    run: ({ change }) => change({ density: "compact" }),
  },
  {
    id: "single-keys",
    label: "Switch single-key shortcuts on or off",
    group: "Appearance",
    words: "keyboard",
    run: ({ change, preferences }) => change({ singleKeys: !preferences.singleKeys }),
  },
];

function focusSearchBox(): void {
  document.querySelector<HTMLInputElement>("main [data-search-box]")?.focus();
}
