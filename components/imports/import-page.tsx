"use client";

import { lazy, Suspense, useEffect, useRef } from "react";
import { PageHead } from "@/components/shell/page/page-head";
import { PageBody, Section } from "@/components/shell/page/section";
import { announce } from "@/components/ui/announcer";
import type { Environment } from "@/lib/core/environments";
import { DropArea } from "./drop-area";
import { CsvColumns } from "./csv-columns";
import { CardAddress, PasteBox, PathCommands } from "./other-ways";
import type { PickedFile } from "./pick-files";
import { useDraft } from "./use-draft";
import { describeDraft } from "./words";

const Review = lazy(() => import("./review").then(({ Review: view }) => ({ default: view })));

/** From the files a team has to governed drafts: read here, findings first, then checked and imported. */
export function ImportPage({ environment }: { environment: Environment }) {
  const { draft, add, clear } = useDraft();
  const findings = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!draft) return;
    announce(`Read in your browser. ${describeDraft(draft)}`);
    findings.current?.focus({ preventScroll: true });
  }, [draft]);

  const pick = (files: PickedFile[]): void => void add(files);
  return (
    <>
      <PageHead
        crumbs={[{ label: "Agents", href: "/agents" }]}
        title="Import agents"
        subtitle="Bring the configuration you have. It is read in this browser; values of env and headers never leave it."
      />
      <PageBody>
        <div className="grid gap-6 pt-1 pb-5 rail:grid-cols-2">
          <div className="grid content-start gap-3">
            <DropArea compact={draft !== null} onPick={pick} />
            {!draft && <p className="text-muted">Nothing has left your browser yet.</p>}
            <CsvColumns />
          </div>
          {!draft && <PasteBox onPick={pick} />}
        </div>
        {draft && (
          <div ref={findings} tabIndex={-1} className="outline-none">
            <Suspense fallback={<p className="py-5 text-muted">Reading…</p>}>
              <Review draft={draft} environment={environment} onAgain={clear} />
            </Suspense>
          </div>
        )}
        <Section title={draft ? "Another way" : "Other ways"}>
          <div className="grid gap-x-10 gap-y-6 rail:grid-cols-2">
            <CardAddress onPick={pick} />
            {draft ? <PasteBox onPick={pick} /> : <WhereFilesAre />}
          </div>
        </Section>
      </PageBody>
    </>
  );
}

function WhereFilesAre() {
  return (
    <div className="grid content-start gap-3">
      <h3 className="font-medium">Where your files are</h3>
      <p className="text-muted">
        Each line prints paths and changes nothing. In a Mac’s file chooser ⌘⇧. shows hidden files.
      </p>
      <PathCommands />
    </div>
  );
}
