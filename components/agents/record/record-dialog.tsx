"use client";

import type { AgentRecord } from "@/lib/agents/schema";
import { EditSheet } from "./edit/edit-sheet";
import { AssessDialog } from "./life/assess-dialog";
import { LifeDialog } from "./life/life-dialog";
import { RenameDialog } from "./life/rename-dialog";
import type { OpenDialog } from "./use-record";

type Props = { record: AgentRecord; dialog: OpenDialog; onClose: () => void };

/** Whatever the head, the overview or the list of gaps opened. Loaded with the first press. */
export function RecordDialog({ record, dialog, onClose }: Props) {
  switch (dialog.kind) {
    case "edit":
      return <EditSheet record={record} section={dialog.section} start={dialog.field} onClose={onClose} />;
    case "step":
      return <LifeDialog record={record} verb={dialog.verb} onClose={onClose} />;
    case "rename":
      return <RenameDialog record={record} onClose={onClose} />;
    case "assess":
      return <AssessDialog record={record} onClose={onClose} />;
  }
}
