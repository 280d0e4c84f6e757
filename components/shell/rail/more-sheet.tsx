"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { SignOutIcon } from "@/components/ui/icons/actions";
import { PersonIcon } from "@/components/ui/icons/places";
import { Sheet } from "@/components/ui/overlay/dialog";
import { Segmented } from "@/components/ui/segmented";
import { scopes, scopeWords } from "../environment";
import { hrefIn, listNavigation } from "../navigation";
import { themes } from "../preferences/preferences";
import { usePreferences } from "../preferences/preferences-provider";
import type { ShellProps } from "../shell-props";
import { signOut } from "../sign-out";
import { useScopeChoice } from "./use-scope-choice";

const linkClass = "flex min-h-11 items-center gap-3 border-t border-hairline font-medium no-underline first:border-t-0";
const themeWords = { system: "System", light: "Light", dark: "Dark" } as const;

/** On a phone: every area, the environment, the theme and the account. */
export function MoreSheet({ viewer, scope, onClose }: Pick<ShellProps, "viewer" | "scope"> & { onClose: () => void }) {
  const choose = useScopeChoice();
  const { preferences, change } = usePreferences();
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={viewer.name} description={viewer.email}>
      <ul className="text-large">
        {[
          ...listNavigation(viewer.roles).map((item) => ({ ...item, href: hrefIn(item, scope) })),
          { id: "me", label: "Your account", href: "/me" as const, icon: PersonIcon },
        ].map(({ id, label, href, icon: Drawing }) => (
          <li key={id}>
            <Link href={href} onClick={onClose} className={linkClass}>
              <Drawing />
              {label}
            </Link>
          </li>
        ))}
      </ul>
      <div className="mt-4 grid gap-4">
        <div className="grid justify-items-start gap-1.5">
          <p className="text-dense text-subtle">Lists and new agents begin with</p>
          <Segmented
            label="Environment"
            value={scope}
            segments={scopes.map((value) => ({ value, label: value === "all" ? "All" : scopeWords[value].name }))}
            onChange={choose}
          />
        </div>
        <div className="grid justify-items-start gap-1.5">
          <p className="text-dense text-subtle">Theme</p>
          <Segmented
            label="Theme"
            value={preferences.theme}
            segments={themes.map((value) => ({ value, label: themeWords[value] }))}
            onChange={(theme) => change({ theme })}
          />
        </div>
        <Button icon={<SignOutIcon />} onClick={() => void signOut()}>
          Sign out
        </Button>
      </div>
    </Sheet>
  );
}
