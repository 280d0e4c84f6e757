"use client";

import { Dialog } from "@/components/ui/overlay/dialog";
import { Switch } from "@/components/ui/form/switch";
import { Kbd } from "@/components/ui/kbd";
import type { Action } from "../actions";
import { useModifierName } from "../rail/palette-button";
import { usePreferences } from "../preferences/preferences-provider";

const groups = ["Go to", "This page", "Actions", "Appearance"] as const;

/** Every key of the open page, from the same list that answers them. */
export function ShortcutHelp({ actions, onClose }: { actions: readonly Action[]; onClose: () => void }) {
  const { preferences, change } = usePreferences();
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Keyboard shortcuts">
      <div className="grid gap-5">
        <Switch
          label="Single-key shortcuts"
          hint="Off, only shortcuts with Ctrl or ⌘ answer. They never answer while you type."
          checked={preferences.singleKeys}
          onChange={(singleKeys) => change({ singleKeys })}
        />
        {groups.map((group) => (
          <ShortcutGroup
            key={group}
            heading={group}
            actions={actions.filter((action) => action.group === group && action.keys !== undefined)}
          />
        ))}
      </div>
    </Dialog>
  );
}

function ShortcutGroup({ heading, actions }: { heading: string; actions: readonly Action[] }) {
  if (actions.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 text-small font-medium text-subtle">{heading}</h3>
      <dl>
        {actions.map((action) => (
          <div key={action.id} className="flex min-h-8 items-center gap-3 border-t border-hairline">
            <dt className="flex-1">{action.label}</dt>
            <dd>
              <Keys keys={action.keys ?? ""} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** `g e` as two keys with "then" between them for those who listen. */
export function Keys({ keys }: { keys: string }) {
  const modifier = useModifierName();
  return (
    <span className="flex items-center gap-1">
      {keys.split(" ").map((key, index) => (
        <span key={key} className="flex items-center gap-1">
          {index > 0 && <span className="sr-only">then</span>}
          <Kbd>{key.startsWith("mod+") ? `${modifier}${key.slice(4).toUpperCase()}` : key.toUpperCase()}</Kbd>
        </span>
      ))}
    </span>
  );
}
