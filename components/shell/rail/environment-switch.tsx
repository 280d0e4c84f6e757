"use client";

import { UpDownIcon } from "@/components/ui/icons/actions";
import { Menu } from "@/components/ui/overlay/menu";
import { type Scope, scopes, scopeWords } from "../environment";
import { useScopeChoice } from "./use-scope-choice";

const look = {
  all: "bg-[linear-gradient(135deg,var(--fg)_50%,transparent_50%)] shadow-[inset_0_0_0_1px_var(--fg)]",
  production: "bg-fg",
  staging: "bg-surface shadow-[inset_0_0_0_2px_var(--fg)]",
  sandbox: "hatched shadow-[0_0_0_1px_var(--pending-border)]",
} as const satisfies Record<Scope, string>;

/** Full, hollow, hatched, and half for all of them: told apart without colour, and always with the word beside it. */
export function EnvironmentSwatch({ environment }: { environment: Scope }) {
  return (
    <span
      aria-hidden
      className={`${look[environment]} mx-0.75 size-2.5 shrink-0 rounded-[3px] forced:forced-color-adjust-none`}
    />
  );
}

/** Where lists and new agents begin. A list shows it as a filter, so that nothing is left out unseen. */
export function EnvironmentSwitch({ scope }: { scope: Scope }) {
  const choose = useScopeChoice();
  return (
    <Menu
      label={`Environment: ${scopeWords[scope].name}. Change`}
      side="bottom"
      className="flex h-9 w-full shrink-0 items-center gap-2 rounded-control border border-button bg-surface px-2 text-start font-medium transition-colors hover:bg-hover max-rail:justify-center max-rail:px-0"
      groups={[
        {
          heading: "Lists and new agents begin with",
          single: true,
          items: scopes.map((value) => ({
            label: scopeWords[value].name,
            checked: value === scope,
            onSelect: () => choose(value),
          })),
        },
      ]}
    >
      <EnvironmentSwatch environment={scope} />
      <span className="flex-1 max-rail:sr-only">{scopeWords[scope].name}</span>
      <UpDownIcon className="max-rail:hidden" />
    </Menu>
  );
}
