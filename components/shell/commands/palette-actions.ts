import { MoonIcon, PlusIcon, SunIcon } from "@/components/ui/icons/actions";
import type { Role } from "@/lib/core/viewer";
import type { Action } from "../actions";
import { listSettings } from "../settings-navigation";
import { signOut } from "../sign-out";

/** What has no key: it is loaded with the palette, which alone offers it. */
export function listPaletteActions(roles: readonly Role[]): readonly Action[] {
  const pages: Action[] = listSettings(roles)
    .filter(({ href }) => href !== "/me")
    .map(({ label, href, words }) => ({ id: `go-${href}`, label, group: "Go to", words, run: ({ go }) => go(href) }));
  const bring = roles.some((role) => role === "member" || role === "security") ? bringing : [];
  return [...pages, ...bring, ...keyless];
}

const bringing: readonly Action[] = [
  {
    id: "register-agent",
    label: "Register an agent",
    group: "Actions",
    icon: PlusIcon,
    words: "new add create",
    run: ({ go }) => go("/agents/new"),
  },
  {
    id: "import-agents",
    label: "Import agents from files",
    group: "Actions",
    icon: PlusIcon,
    words: "bring upload settings mcp csv card",
    run: ({ go }) => go("/agents/import"),
  },
];

const keyless: readonly Action[] = [
  { id: "sign-out", label: "Sign out", group: "Actions", words: "log out leave", run: () => void signOut() },
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
