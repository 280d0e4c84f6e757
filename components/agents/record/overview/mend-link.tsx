"use client";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { type Gap, gapWords } from "@/lib/agents/rules";
import { agentHref } from "../addresses";
import { useRecord } from "../use-record";
import { type Mend, mends } from "./mend";

/** The one press that leads to where a gap is closed; nothing for whoever may not close it. */
export function MendLink({ gap }: { gap: Gap }) {
  const { record, asOf, may, open } = useRecord();
  const mend: Mend | null = mends[gap];
  // A retired agent's record is read only, and who may neither change it nor name its owners finds no way on.
  if (mend === null || asOf !== null || record.state === "retired") return null;
  const spoken = <span className="sr-only">: {gapWords[gap].words}</span>;
  if (mend.kind === "page") {
    const answers = record.owners.some(
      ({ abilities }) => abilities.includes("accept") || abilities.includes("confirm"),
    );
    if (mend.tab === "owners" ? !may("set_owners") && !answers : !may("update")) return null;
    return (
      <ButtonLink href={agentHref(record.slug, mend.tab)} size="small">
        {mend.words}
        {spoken}
      </ButtonLink>
    );
  }
  if (!may("update")) return null;
  return (
    <Button size="small" onClick={() => open({ kind: "edit", section: mend.section, field: mend.field })}>
      {mend.words}
      {spoken}
    </Button>
  );
}
