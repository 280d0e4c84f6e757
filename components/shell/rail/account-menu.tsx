"use client";

import { Avatar } from "@/components/ui/avatar";
import { MoonIcon, SignOutIcon, SunIcon } from "@/components/ui/icons/actions";
import { PersonIcon, SystemIcon } from "@/components/ui/icons/places";
import { Menu, type MenuGroup } from "@/components/ui/overlay/menu";
import { usePreferences } from "../preferences/preferences-provider";
import type { ShellViewer } from "../shell-props";
import { signOut } from "../sign-out";

/** Who is signed in, how the console looks, and the way out. */
export function AccountMenu({ viewer }: { viewer: ShellViewer }) {
  return (
    <Menu
      label={`${viewer.name}, your account`}
      side="top"
      groups={useAccountGroups(viewer)}
      className="flex h-8 w-full items-center gap-2 rounded-control px-1.5 text-start font-medium text-muted transition-colors hover:bg-fill hover:text-fg max-rail:justify-center max-rail:px-0"
    >
      <Avatar name={viewer.name} size={20} />
      <span className="min-w-0 flex-1 truncate max-rail:sr-only">{viewer.name}</span>
    </Menu>
  );
}

export function useAccountGroups(viewer: ShellViewer): readonly MenuGroup[] {
  const { preferences, change } = usePreferences();
  return [
    { heading: viewer.email, items: [{ label: "Your account", icon: PersonIcon, href: "/me" }] },
    {
      heading: "Theme",
      items: [
        {
          label: "System",
          icon: SystemIcon,
          checked: preferences.theme === "system",
          onSelect: () => change({ theme: "system" }),
        },
        {
          label: "Light",
          icon: SunIcon,
          checked: preferences.theme === "light",
          onSelect: () => change({ theme: "light" }),
        },
        {
          label: "Dark",
          icon: MoonIcon,
          checked: preferences.theme === "dark",
          onSelect: () => change({ theme: "dark" }),
        },
      ],
    },
    { items: [{ label: "Sign out", icon: SignOutIcon, onSelect: () => void signOut() }] },
  ];
}
