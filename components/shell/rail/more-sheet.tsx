"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { environments } from "@/lib/core/environments";
import { Button } from "@/components/ui/button";
import { SignOutIcon } from "@/components/ui/icons/actions";
import { PersonIcon } from "@/components/ui/icons/places";
import { Sheet } from "@/components/ui/overlay/dialog";
import { Segmented } from "@/components/ui/segmented";
import { chooseEnvironment, environmentWords } from "../environment";
import { listNavigation } from "../navigation";
import { themes } from "../preferences/preferences";
import { usePreferences } from "../preferences/preferences-provider";
import type { ShellProps } from "../shell-props";
import { signOut } from "../sign-out";

const linkClass = "flex min-h-11 items-center gap-3 border-t border-hairline font-medium no-underline first:border-t-0";
const themeWords = { system: "System", light: "Light", dark: "Dark" } as const;

/** On a phone: every area, the environment, the theme and the account. */
export function MoreSheet({
  viewer,
  environment,
  onClose,
}: Pick<ShellProps, "viewer" | "environment"> & { onClose: () => void }) {
  const router = useRouter();
  const { preferences, change } = usePreferences();
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={viewer.name} description={viewer.email}>
      <ul className="text-large">
        {[
          ...listNavigation(viewer.roles),
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
          <p className="text-dense text-subtle">Environment</p>
          <Segmented
            label="Environment"
            value={environment}
            segments={environments.map((value) => ({ value, label: environmentWords[value].name }))}
            onChange={(next) => {
              chooseEnvironment(next);
              router.refresh();
            }}
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
