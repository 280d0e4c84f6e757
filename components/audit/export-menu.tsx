"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { DownloadIcon } from "@/components/ui/icons/actions";
import { Menu } from "@/components/ui/overlay/menu";
import { showToast } from "@/components/ui/toast";
import { createExportMutation } from "@/lib/audit/queries";
import type { AuditExport, AuditFilters, ExportFormat } from "@/lib/audit/schema";

/** Exports what the list shows, all pages of it. The file comes from the server row by row; the log keeps who took what. */
export function ExportMenu({ filters }: { filters: AuditFilters }) {
  const router = useRouter();
  const create = useMutation(createExportMutation);

  function start(format: ExportFormat) {
    create.mutate(
      { body: { format, filters } },
      {
        onSuccess: (made) => {
          fetchFile(made);
          showToast({
            title: "Export started",
            detail: "Its event in the log will hold the file's SHA-256.",
            action: { label: "Open event", run: () => router.push(`/evidence/events/${made.id}`) },
          });
        },
        onError: (error) => showToast({ title: "Nothing was exported", detail: error.message, failed: true }),
      },
    );
  }

  return (
    <Menu
      label="Export"
      align="end"
      groups={[
        {
          heading: "All pages of this list",
          items: [
            { label: "CSV for spreadsheets", onSelect: () => start("csv") },
            { label: "JSON lines, can be verified", onSelect: () => start("jsonl") },
          ],
        },
      ]}
    >
      <DownloadIcon />
      Export
    </Menu>
  );
}

/** A link that is pressed: the browser streams the answer to a file and stays on the page. */
function fetchFile({ file }: AuditExport): void {
  const link = document.createElement("a");
  link.href = file;
  link.download = "";
  link.click();
}
