import { PlusIcon } from "@/components/ui/icons/actions";
import type { Role } from "@/lib/core/viewer";
import type { Action } from "../actions";
import { listSettings } from "../settings-navigation";

/** What has no key: it is loaded with the palette, which alone offers it. */
export function listPaletteActions(roles: readonly Role[]): readonly Action[] {
  const pages: Action[] = listSettings(roles)
    .filter(({ href }) => href !== "/me")
    .map(({ label, href, words }) => ({ id: `go-${href}`, label, group: "Go to", words, run: ({ go }) => go(href) }));
  const bring = roles.some((role) => role === "member" || role === "security") ? bringing : [];
  return [...pages, ...bring];
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
