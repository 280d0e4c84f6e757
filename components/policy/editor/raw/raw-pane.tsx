"use client";

import type { EditorView } from "@codemirror/view";
import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { useEditor } from "../state/use-editor";
import { FileMenu } from "./file-menu";
import { exchangeText, openTextView, showMarks, showPlace, type TextMark } from "./text-view";

/** The text itself. It is the truth that the sentences are read from. */
export function RawPane() {
  const { store, preview, target, goTo, mayWrite } = useEditor();
  const { text } = store;
  const host = useRef<HTMLDivElement>(null);
  const known = useRef(text);
  const [view, setView] = useState<EditorView | null>(null);
  const hint = useId();

  const onType = useEffectEvent((next: string) => {
    known.current = next;
    store.type(next);
  });
  const onLine = useEffectEvent((line: number, column: number) => goTo(line, column, { from: "raw" }));
  const open = useEffectEvent((parent: HTMLElement) => {
    known.current = text;
    return openTextView({
      parent,
      text,
      readOnly: !mayWrite,
      describedBy: hint,
      onType: (next) => onType(next),
      onLine: (line, column) => onLine(line, column),
    });
  });

  useEffect(() => {
    if (!host.current) return;
    const made = open(host.current);
    setView(made);
    return () => made.destroy();
  }, []);

  useEffect(() => {
    if (!view || known.current === text) return;
    exchangeText(view, known.current, text);
    known.current = text;
  }, [view, text]);

  useEffect(() => {
    if (!view || preview.behind) return;
    showMarks(view, listMarks(preview.faults, preview.findings));
  }, [view, preview.behind, preview.faults, preview.findings]);

  useEffect(() => {
    if (view && target && target.from !== "raw") showPlace(view, target, target.focus);
  }, [view, target]);

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 ps-4 pe-3 pb-2">
        <p id={hint} className="min-w-0 flex-1 basis-40 text-small text-subtle">
          {mayWrite ? "Tab indents; Escape, then Tab leaves." : "Read only."}
        </p>
        <FileMenu />
      </div>
      <div
        ref={host}
        data-testid="policy-text"
        className="relative min-h-72 flex-1 overflow-hidden border-t border-hairline max-rail:h-[70dvh] rail:min-h-0"
      />
    </div>
  );
}

type Placed = { line: number; column?: number; detail: string };

function listMarks(faults: readonly Placed[], findings: readonly Placed[]): TextMark[] {
  const mark =
    (severity: TextMark["severity"]) =>
    ({ line, column = 1, detail }: Placed): TextMark => ({
      line,
      column,
      detail,
      severity,
    });
  // Where the text cannot be read, the findings are those of another text.
  return faults.length > 0 ? faults.map(mark("error")) : findings.map(mark("warning"));
}
