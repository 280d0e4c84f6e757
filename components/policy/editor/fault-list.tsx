"use client";

import { Banner } from "@/components/ui/banner";
import { useEditor } from "./state/use-editor";

const mostShown = 5;

/** What in the text cannot be read, with its place; a press goes there. */
export function FaultList() {
  const { preview, goTo, setView, view } = useEditor();
  const { faults, readable } = preview;
  if (faults.length === 0) return null;
  const more = faults.length - mostShown;
  return (
    <div role="status" aria-label="What cannot be read">
      <Banner
        tone="deny"
        edge="strip"
        title={faults.length === 1 ? "One place cannot be read." : `${faults.length} places cannot be read.`}
      >
        {readable
          ? "Sentences and tests show the last text that could be. "
          : "Nothing can be shown as sentences yet. "}
        What is live stays live.
        {faults.slice(0, mostShown).map(({ line, column, detail }) => (
          <span key={`${line} ${column} ${detail}`} className="mt-1 block [overflow-wrap:anywhere]">
            <button
              type="button"
              className="me-1.5 font-medium underline underline-offset-3"
              onClick={() => {
                if (view === "sentences" || view === "try") setView("raw");
                goTo(line, column, { focus: true });
              }}
            >
              Line {line}, column {column}
            </button>
            {detail}
          </span>
        ))}
        {more > 0 && <span className="mt-1 block">And {more} more.</span>}
      </Banner>
    </div>
  );
}
