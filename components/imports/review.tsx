"use client";

import { useEffect, useRef, useState } from "react";
import type { Action } from "@/components/shell/actions";
import { useActions } from "@/components/shell/page-actions";
import type { Environment } from "@/lib/core/environments";
import type { ImportDraft } from "@/lib/imports/rules";
import { Findings } from "./findings";
import { ImportBar, nextStep } from "./import-bar";
import { ReviewTable } from "./review/review-table";
import { useImport } from "./use-import";

type Props = { draft: ImportDraft; environment: Environment; onAgain: () => void };

/** What was found, what would be imported, and the step that comes next. */
export function Review({ draft, environment, onAgain }: Props) {
  const work = useImport(draft, environment);
  const step = nextStep(work);

  const latest = useRef(step);
  useEffect(() => {
    latest.current = step;
  });
  const [actions] = useState((): readonly Action[] => [
    {
      id: "import-next",
      label: "Check or import these agents",
      group: "This page",
      keys: "mod+enter",
      run: () => latest.current?.(),
    },
  ]);
  useActions(actions);

  return (
    <>
      <Findings draft={draft} />
      {draft.agents.length > 0 && (
        <>
          <ReviewTable agents={draft.agents} work={work} />
          <ImportBar work={work} onAgain={onAgain} />
        </>
      )}
    </>
  );
}
