"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { BinIcon, EditIcon } from "@/components/ui/icons/actions";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { Dialog, Sheet } from "@/components/ui/overlay/dialog";
import { Menu } from "@/components/ui/overlay/menu";
import { Popover } from "@/components/ui/overlay/popover";
import { Tooltip } from "@/components/ui/overlay/tooltip";
import { showToast } from "@/components/ui/toast";
import { openPanel } from "@/components/shell/commands/panels";
import { Case, Part } from "./specimen";

const answerMs = 700;
const groups = [
  {
    heading: "Ana Lopes",
    items: [{ label: "Rename", icon: EditIcon, onSelect: () => showToast({ title: "Renamed" }) }],
  },
  {
    items: [
      { label: "Reset passkeys", disabledReason: "She has none", onSelect: () => undefined },
      {
        label: "Deactivate…",
        icon: BinIcon,
        danger: true,
        onSelect: () => showToast({ title: "Not deactivated", detail: "This is a specimen.", failed: true }),
      },
    ],
  },
];

export function Overlays() {
  const [open, setOpen] = useState<"dialog" | "sheet" | "confirm" | null>(null);
  const close = () => setOpen(null);
  return (
    <Part title="Overlays: loaded when first used">
      <Case name="Menu, popover, tooltip">
        <Menu label="Actions for Ana Lopes" groups={groups}>
          Actions
        </Menu>
        <Popover label="What is a leaf hash?" button="What is this?">
          {() => <p>The SHA-256 of the event’s canonical form, with a zero byte in front.</p>}
        </Popover>
        <Tooltip text="The words a button’s icon stands for">
          <Button>Hold the pointer here</Button>
        </Tooltip>
      </Case>
      <Case name="Dialog, sheet, confirmation">
        <Button onClick={() => setOpen("dialog")}>Dialog</Button>
        <Button onClick={() => setOpen("sheet")}>Sheet</Button>
        <Button onClick={() => setOpen("confirm")}>Confirmation</Button>
      </Case>
      <Case name="Toasts">
        <Button
          onClick={() => showToast({ title: "Invitation sent", detail: "ana@example.com, valid until 28 Nov 2026" })}
        >
          Done
        </Button>
        <Button
          onClick={() => showToast({ title: "Not sent", detail: "The mail server refused the address.", failed: true })}
        >
          Failed
        </Button>
      </Case>
      <Case name="Shell panels">
        <Button onClick={() => openPanel("palette")}>Palette</Button>
        <Button onClick={() => openPanel("shortcuts")}>Shortcuts</Button>
      </Case>
      <Dialog
        open={open === "dialog"}
        onOpenChange={close}
        title="Name this passkey"
        description="So that you can tell it apart later."
        footer={
          <Button variant="primary" onClick={close}>
            Save
          </Button>
        }
      >
        <p className="text-muted">Anything may stand here; a long body scrolls between head and foot.</p>
      </Dialog>
      <Sheet open={open === "sheet"} onOpenChange={close} title="Event 4,812" description="person.invited">
        <p className="text-muted">The page beside it stays in view. On a phone the sheet rises from below.</p>
        <div className="mt-3">
          <Menu label="Actions for event 4,812" groups={groups}>
            Actions
          </Menu>
        </div>
      </Sheet>
      <ConfirmDialog
        open={open === "confirm"}
        onOpenChange={close}
        title="Deactivate Ana Lopes?"
        confirmLabel="Deactivate"
        busyText="Deactivating…"
        danger
        typed="Ana Lopes"
        onConfirm={async () => {
          await new Promise((resolve) => setTimeout(resolve, answerMs));
          throw new Error("Nothing was changed: this is a specimen.");
        }}
      >
        <p>Her 3 sign-ins end within a second. She can be reactivated; what she did stays in the log.</p>
      </ConfirmDialog>
    </Part>
  );
}
