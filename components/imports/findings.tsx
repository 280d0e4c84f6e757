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
import { countOf, describeDraft, describeThings, groupFindings, type Told } from "./words";

const shownFirst = 3;
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
  const shown = all ? told : told.slice(0, shownFirst);
  return (
    <Section title="What the files say" aside={countOf(draft.sources.length, "file read", "files read")}>
      <div className="grid gap-4">
        {draft.faults.length > 0 && <Faults faults={draft.faults} />}
        <p className="text-effect text-balance" data-testid="draft-summary">
          {describeDraft(draft)} {describeThings(told.length)}
        </p>
        {shown.length > 0 && (
          <ol className="grid gap-3">
            {shown.map((one) => (
              <Thing key={one.first.id} told={one} />
            ))}
          </ol>
        )}
        {told.length > shownFirst && (
          <div>
            <Button variant="quiet" onClick={() => setAll(!all)} aria-expanded={all}>
              {all ? "Show the first three" : `Show all ${told.length}`}
            </Button>
          </div>
        )}
        {draft.servers.length > 0 && (
          <p className="text-muted">
            {countOf(draft.servers.length, "server is", "servers are")} described here that no agent of these files
            uses. They are not imported.
          </p>
        )}
      </div>
    </Section>
  );
}

function Thing({ told: { first, places } }: { told: Told }) {
  const { tone, icon, word } = severities[first.severity];
  return (
    <li className="grid gap-x-4 gap-y-1 border-t border-hairline pt-3 tablet:grid-cols-[6rem_minmax(0,1fr)]">
      <span className="self-start">
        <Badge tone={tone} icon={icon}>
          {word}
        </Badge>
      </span>
      <div className="min-w-0">
        <p className="font-medium">
          <FileWords text={first.title} />
        </p>
        <p className="max-w-prose text-muted [overflow-wrap:anywhere]">
          <FileWords text={first.detail} />
        </p>
        <p className="mt-1 flex flex-wrap gap-x-3 gap-y-0.5 text-dense text-subtle">
          {places.slice(0, 3).map((place, at) => (
            <FilePlace key={at} path={place.path} line={place.line} />
          ))}
          {places.length > 3 && <span>and {places.length - 3} more places</span>}
        </p>
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
