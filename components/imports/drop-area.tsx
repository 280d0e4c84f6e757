"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { type PickedFile, readChosen, readDropped } from "./pick-files";

type Props = { compact: boolean; onPick: (files: PickedFile[]) => void };

/** Files and folders, dropped or chosen. They are opened here and go nowhere. */
export function DropArea({ compact, onPick }: Props) {
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);

  const area = useRef<HTMLDivElement>(null);

  // Dropping is a shortcut of the pointer; the buttons inside do the same for everybody.
  useEffect(() => {
    const leaving = new AbortController();
    const listen = (type: "dragover" | "dragleave" | "drop", act: (event: DragEvent) => void): void =>
      area.current?.addEventListener(type, act, { signal: leaving.signal });
    listen("dragover", (event) => {
      event.preventDefault();
      setOver(true);
    });
    listen("dragleave", () => setOver(false));
    listen("drop", (event) => {
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) void readDropped(event.dataTransfer).then(onPick);
    });
    return () => leaving.abort();
  }, [onPick]);
  async function choose(input: HTMLInputElement): Promise<void> {
    const picked = await readChosen([...(input.files ?? [])]);
    // The same file can be chosen again once it is mended.
    input.value = "";
    onPick(picked);
  }
  return (
    <div
      ref={area}
      role="group"
      aria-label="Files to import"
      className={`grid justify-items-start gap-3 rounded-card border border-dashed border-control px-4 ${compact ? "py-4" : "py-8"} ${over ? "bg-fill" : "bg-sunken"}`}
    >
      {!compact && (
        <p className="text-effect text-balance">
          Drop files or a folder here<span className="max-tablet:hidden">, or choose them</span>
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button variant={compact ? "secondary" : "primary"} onClick={() => files.current?.click()}>
          {compact ? "Add files" : "Choose files"}
        </Button>
        <Button onClick={() => folder.current?.click()}>{compact ? "Add a folder" : "Choose a folder"}</Button>
      </div>
      <p className="max-w-prose text-dense text-muted">
        {compact
          ? "A file of the same path takes the place of the earlier one."
          : "Claude Code settings, .mcp.json, A2A agent cards, MCP registry entries, CycloneDX, CSV, AGENTS.md and .claude/agents. Of a folder only these are opened."}
      </p>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label="Files"
        data-testid="import-files"
        onChange={(event) => void choose(event.target)}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        aria-label="Folder"
        data-testid="import-folder"
        {...{ webkitdirectory: "" }}
        onChange={(event) => void choose(event.target)}
      />
    </div>
  );
}
