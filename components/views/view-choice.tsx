"use client";

import { lazy, Suspense, useState } from "react";
import { BinIcon, DownIcon, EditIcon, PlusIcon, UndoIcon } from "@/components/ui/icons/actions";
import { Menu, type MenuGroup, type MenuItem } from "@/components/ui/overlay/menu";
import type { ViewList } from "@/lib/views/rules";
import type { View } from "@/lib/views/schema";
import { useViews, type Views } from "./use-views";

/** Loaded when one is named. */
const ViewDialog = lazy(async () => ({ default: (await import("./view-dialog")).ViewDialog }));

type Naming = "new" | "rename";

/** Chooses, saves and changes the saved views of a list. */
export function ViewChoice({ list, initiallyOpen }: { list: ViewList; initiallyOpen: boolean }) {
  const views = useViews(list);
  const [naming, setNaming] = useState<Naming | null>(null);
  const { current, modified } = views;
  const name = current?.name ?? "Views";
  return (
    <>
      <Menu
        label={current ? `View ${name}${modified ? ", modified" : ""}. Change` : "Saved views"}
        align="end"
        initiallyOpen={initiallyOpen}
        groups={listGroups(views, setNaming)}
      >
        <span className="max-w-40 truncate">{name}</span>
        {modified && <span className="text-small font-medium text-muted">Modified</span>}
        <DownIcon size={14} />
      </Menu>
      {naming && (
        <Suspense fallback={null}>
          <ViewDialog
            list={list}
            query={views.query}
            view={naming === "rename" ? current : undefined}
            onSaved={views.open}
            onClose={() => setNaming(null)}
          />
        </Suspense>
      )}
    </>
  );
}

function listGroups(views: Views, setNaming: (naming: Naming) => void): readonly MenuGroup[] {
  const groups: MenuGroup[] = [
    { heading: "Only you see", items: listChoices(views, false) },
    { heading: "Everybody sees", items: listChoices(views, true) },
    { heading: "This view", items: views.current ? listChanges(views, views.current, setNaming) : [] },
    { items: [{ label: "Save as a new view", icon: PlusIcon, onSelect: () => setNaming("new") }] },
  ];
  if (views.failed) groups.unshift({ heading: "The views could not be read", items: [] });
  return groups.filter(({ items, heading }) => items.length > 0 || heading?.includes("could not") === true);
}

function listChoices({ all, current, open }: Views, shared: boolean): MenuItem[] {
  return all
    .filter((view) => view.shared === shared)
    .map((view) => ({
      label: view.name,
      ...(shared ? { hint: view.person.name } : {}),
      checked: view.id === current?.id,
      onSelect: () => open(view),
    }));
}

function listChanges(views: Views, view: View, setNaming: (naming: Naming) => void): MenuItem[] {
  const { modified, query, open, change, remove } = views;
  const mine = view.abilities.includes("update");
  const save: MenuItem = {
    label: "Save changes",
    ...(mine ? {} : { disabledReason: `${view.person.name} or an admin changes it` }),
    onSelect: () => change(view, { query }, "View saved"),
  };
  const steps: MenuItem[] = modified ? [save, { label: "Reset", icon: UndoIcon, onSelect: () => open(view) }] : [];
  const leave: MenuItem = { label: "Close view", onSelect: () => open(null) };
  if (!mine) return [...steps, leave];
  return [
    ...steps,
    view.shared
      ? { label: "Stop sharing", onSelect: () => change(view, { shared: false }, "No longer shared") }
      : { label: "Share with everybody", onSelect: () => change(view, { shared: true }, "Everybody sees it") },
    { label: "Rename", icon: EditIcon, onSelect: () => setNaming("rename") },
    leave,
    { label: "Delete", icon: BinIcon, danger: true, onSelect: () => remove(view) },
  ];
}
