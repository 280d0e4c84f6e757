"use client";

import { useMutation } from "@tanstack/react-query";
import { DownloadIcon } from "@/components/ui/icons/actions";
import { Menu } from "@/components/ui/overlay/menu";
import { showToast } from "@/components/ui/toast";
import { formatCount } from "@/components/ui/format-number";

/** What the list shows, all pages of it, with the same rows in the same order. The log keeps who took it. */
export function ExportMenu({ href, query }: { href: string; query: string }) {
  const fetching = useMutation({
    mutationFn: async () => (await import("./fetch-export")).fetchExport(href, query),
    onSuccess: ({ csv, sidecar, rows }) => {
      saveFile("agents.csv", csv);
      saveFile("agents.csv.json", sidecar);
      showToast({
        title: `${formatCount(rows, "agent")} exported`,
        detail: "agents.csv.json holds the SHA-256 of agents.csv.",
      });
    },
    onError: (error) => showToast({ title: "Nothing was exported", detail: error.message, failed: true }),
  });
  return (
    <Menu
      label="Export"
      align="end"
      groups={[
        {
          heading: "All pages of this list",
          items: [
            { label: "CSV", onSelect: () => followLink(href, "") },
            { label: "CSV, and its SHA-256 beside it", onSelect: () => fetching.mutate() },
          ],
        },
      ]}
    >
      <DownloadIcon />
      {fetching.isPending ? "Exporting…" : "Export"}
    </Menu>
  );
}

function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  followLink(address, name);
  // The browser has taken the file by then; until it is let go it stays in memory.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A link that is pressed: the browser makes a file of the answer and stays on the page. */
function followLink(href: string, name: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = name;
  link.click();
}
