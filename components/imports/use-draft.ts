"use client";

import { useRef, useState } from "react";
import type { ImportDraft } from "@/lib/imports/rules";
import type { PickedFile } from "./pick-files";

/** The files of this page and what they say. They are parsed here, in the browser; a file of the same path replaces the earlier one. */
export function useDraft() {
  const files = useRef(new Map<string, PickedFile>());
  const [draft, setDraft] = useState<ImportDraft | null>(null);
  const [salt] = useState(() => crypto.randomUUID());

  async function add(picked: readonly PickedFile[]): Promise<void> {
    if (picked.length === 0) return;
    for (const file of picked) files.current.set(file.path, file);
    const { readFiles } = await import("@/lib/imports/parse/read-files");
    setDraft(readFiles([...files.current.values()], { now: new Date(), salt }));
  }

  function clear(): void {
    files.current.clear();
    setDraft(null);
  }

  return { draft, add, clear };
}
