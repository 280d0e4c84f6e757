import type { Route } from "next";
import type { Role } from "@/lib/core/viewer";
import type { Icon } from "@/components/ui/icons/draw";
import { SearchIcon } from "@/components/ui/icons/actions";
import { HelpIcon, PersonIcon } from "@/components/ui/icons/places";
import type { Scope } from "./environment";
import { hrefIn, listNavigation } from "./navigation";
import { openPanel } from "./commands/panels";
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
  { id: "filter", label: "Filter this list", group: "Actions", icon: SearchIcon, keys: "/", run: focusSearchBox },
];

function focusSearchBox(): void {
  document.querySelector<HTMLInputElement>("main [data-search-box]")?.focus();
}
