"use client";

import { useState } from "react";
import { Section } from "@/components/shell/page/section";
import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { Icon } from "@/components/ui/icons/draw";
import { InfoIcon, RiskHighIcon, RiskLowIcon, RiskMediumIcon } from "@/components/ui/icons/states";
import type { Tone } from "@/components/ui/tone";
import type { ImportDraft, Severity } from "@/lib/imports/rules";
import { FilePlace, FileWords } from "./file-words";
import { countFirst, countOf, describeDraft, describeThings, groupFindings, type Told, writeFindings } from "./words";

const detailsFirst = 3;
const severities = {
  high: { tone: "riskHigh", icon: RiskHighIcon, word: "High" },
  medium: { tone: "riskMedium", icon: RiskMediumIcon, word: "Medium" },
  low: { tone: "riskLow", icon: RiskLowIcon, word: "Low" },
  note: { tone: "neutral", icon: InfoIcon, word: "Note" },
} as const satisfies Record<Severity, { tone: Tone; icon: Icon; word: string }>;

/** What the files say and what is worth knowing of it, before anything is asked of whoever brought them. */
export function Findings({ draft }: { draft: ImportDraft }) {
  const [all, setAll] = useState(false);
  const told = groupFindings(draft.findings);
  const first = countFirst(told);
  const shown = all ? told : told.slice(0, first);
  return (
    <Section title="What the files say" aside={countOf(draft.sources.length, "file read", "files read")}>
      <div className="grid gap-4">
        {draft.faults.length > 0 && <Faults faults={draft.faults} />}
        <p className="text-effect text-balance" data-testid="draft-summary">
          {describeDraft(draft)} {describeThings(told)}
        </p>
        {shown.length > 0 && (
          <ol className="grid gap-3">
            {shown.map((one) => (
              <Thing key={one.first.id} told={one} />
            ))}
          </ol>
        )}
        {told.length > 0 && (
          <div className="flex flex-wrap gap-2">
            {told.length > first && (
              <Button variant="quiet" onClick={() => setAll(!all)} aria-expanded={all}>
                {all ? "Show the first" : `Show all ${told.length}`}
              </Button>
            )}
            <Button variant="quiet" onClick={() => saveFindings(draft)}>
              Save findings as a file
            </Button>
          </div>
        )}
        {draft.servers.length > 0 && (
          <p className="max-w-prose text-muted">
            {countOf(draft.servers.length, "server comes", "servers come")} from an MCP registry entry, which describes
            a server and no agent. It is checked here and not imported by itself: a server comes in with the agent whose
            file starts it.
          </p>
        )}
      </div>
    </Section>
  );
}

/** Findings do not leave the browser with the import, so who wants them later keeps them. */
function saveFindings({ findings }: ImportDraft): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([writeFindings(findings)], { type: "text/plain;charset=utf-8" }));
  link.download = "import-findings.txt";
  link.click();
  URL.revokeObjectURL(link.href);
}

function Thing({ told: { first, details } }: { told: Told }) {
  const [all, setAll] = useState(false);
  const { tone, icon, word } = severities[first.severity];
  return (
    <li className="grid gap-x-4 gap-y-1 border-t border-hairline pt-3 tablet:grid-cols-[6rem_minmax(0,1fr)]">
      <span className="self-start">
        <Badge tone={tone} icon={icon}>
          {word}
        </Badge>
      </span>
      <div className="grid min-w-0 gap-2">
        <p className="font-medium">
          <FileWords text={first.title} />
        </p>
        {(all ? details : details.slice(0, detailsFirst)).map(({ detail, places }) => (
          <div key={detail} className="max-w-prose text-muted [overflow-wrap:anywhere]">
            <p>
              <FileWords text={detail} />
            </p>
            <p className="flex flex-wrap gap-x-3 gap-y-0.5 text-dense text-subtle">
              {places.slice(0, 3).map((place, at) => (
                <FilePlace key={at} path={place.path} line={place.line} />
              ))}
              {places.length > 3 && <span>and {places.length - 3} more places</span>}
            </p>
          </div>
        ))}
        {details.length > detailsFirst && (
          <div>
            <Button variant="quiet" onClick={() => setAll(!all)} aria-expanded={all}>
              {all ? "Show fewer" : `Show all ${details.length} of them`}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}

function Faults({ faults }: { faults: ImportDraft["faults"] }) {
  return (
    <div role="alert" className="grid gap-2">
      {faults.slice(0, 10).map(({ message }, at) => (
        <Banner key={at} tone="pending">
          <FileWords text={message} />
        </Banner>
      ))}
      {faults.length > 10 && <p className="text-muted">And {faults.length - 10} more that could not be read.</p>}
    </div>
  );
}
