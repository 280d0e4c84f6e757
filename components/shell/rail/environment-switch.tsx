"use client";

import { useRouter } from "next/navigation";
import { type Environment, environments } from "@/lib/core/environments";
import { announce } from "@/components/ui/announcer";
import { UpDownIcon } from "@/components/ui/icons/actions";
import { Menu } from "@/components/ui/overlay/menu";
import { chooseEnvironment, environmentWords } from "../environment";

const look = {
  production: "bg-fg",
  staging: "bg-surface shadow-[inset_0_0_0_2px_var(--fg)]",
  sandbox: "hatched shadow-[0_0_0_1px_var(--pending-border)]",
} as const satisfies Record<Environment, string>;

/** Full, hollow, hatched: told apart without colour, and always with the word beside it. */
export function EnvironmentSwatch({ environment }: { environment: Environment }) {
  return (
    <span
      aria-hidden
      className={`${look[environment]} mx-0.75 size-2.5 shrink-0 rounded-[3px] forced:forced-color-adjust-none`}
    />
  );
}

export function EnvironmentSwitch({ environment }: { environment: Environment }) {
  const router = useRouter();

  function choose(next: Environment) {
    chooseEnvironment(next);
    announce(`Environment: ${environmentWords[next].name}`);
    router.refresh();
  }

  return (
    <Menu
      label={`Environment: ${environmentWords[environment].name}. Change`}
      side="bottom"
      className="flex h-9 w-full shrink-0 items-center gap-2 rounded-control border border-button bg-surface px-2 text-start font-medium transition-colors hover:bg-hover max-rail:justify-center max-rail:px-0"
      groups={[
        {
          heading: "Environment",
          items: environments.map((value) => ({
            label: environmentWords[value].name,
            checked: value === environment,
            onSelect: () => choose(value),
          })),
        },
      ]}
    >
      <EnvironmentSwatch environment={environment} />
      <span className="flex-1 max-rail:sr-only">{environmentWords[environment].name}</span>
      <UpDownIcon className="max-rail:hidden" />
    </Menu>
  );
}
