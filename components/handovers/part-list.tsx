"use client";

import { lazy, Suspense, useState } from "react";
import { Failure } from "@/components/account/failure";
import { Section } from "@/components/shell/page/section";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import type { HandoverDetail, HandoverItem } from "@/lib/handovers/schema";
import { PartRow } from "./part-row";
import { type AssignedPart, keyOfAssigned, useAssign, type Wanted } from "./use-assign";
import { isAssignable, keyOf, useChoices } from "./use-choices";
import { countWords } from "./words";

/** Loaded when somebody is looked for by name. */
const FindSuccessor = lazy(async () => ({ default: (await import("./find-successor")).FindSuccessor }));

/** Everything that was held: suggestions stand in the rows, and nothing is sent before a press of Ask. */
export function PartList({ handover, viewerId }: { handover: HandoverDetail; viewerId: string }) {
  const { id, items, abilities } = handover;
  const choices = useChoices();
  const { assign, failures, sent } = useAssign(id);
  const [finding, setFinding] = useState<readonly HandoverItem[] | null>(null);
  const [pressed, setPressed] = useState<string | null>(null);
  const mayAssign = abilities.includes("assign");
  const open = items.filter(isAssignable);
  const unasked = open.filter(({ state }) => state === "open");
  const write = (list: readonly HandoverItem[]): Wanted[] =>
    list.flatMap((item) => {
      const person = choices.read(item);
      return person ? [{ agent: item.agent.slug, part: item.part, person: person.id }] : [];
    });
  const wanted = write(open);
  const ask = (list: readonly HandoverItem[], what: string) => {
    setPressed(what);
    // A row that failed keeps who was chosen, so that it can be tried again or chosen anew.
    const onSuccess = (results: readonly AssignedPart[]) => {
      const failed = new Set(results.filter(({ outcome }) => outcome === "failed").map(keyOfAssigned));
      choices.forget(list.map(keyOf).filter((key) => !failed.has(key)));
    };
    assign.mutate(write(list), { onSuccess });
  };
  return (
    <Section title="What they held" aside={countWords(items.length, ["part", "parts"])}>
      {mayAssign && open.length > 0 && (
        <div className="mb-2 grid gap-3">
          <p className="max-w-prose text-muted">
            {describeChoice(wanted.length, open.length, unasked.length)} Nobody is asked before you press Ask, and each
            answers for themselves.
          </p>
          <div className="flex flex-wrap gap-2">
            {open.length > 1 && (
              <Button onClick={() => setFinding(unasked.length > 0 ? unasked : open)}>
                Choose one person for all…
              </Button>
            )}
            <Button
              variant="primary"
              busy={assign.isPending && pressed === "all"}
              busyText="Asking…"
              disabledReason={wanted.length === 0 ? "Choose somebody in a row first" : undefined}
              onClick={() => !assign.isPending && ask(open, "all")}
            >
              Ask for {countWords(wanted.length, ["part", "parts"])}
            </Button>
          </div>
          {sent && sent.max > 25 && <Progress label="Asking" value={sent.value} max={sent.max} />}
          <Failure error={assign.error} />
        </div>
      )}
      <ul>
        {items.map((item) => (
          <PartRow
            key={keyOf(item)}
            item={item}
            mayAssign={mayAssign}
            failure={failures.get(keyOf(item))}
            viewerId={viewerId}
            chosen={choices.read(item)}
            added={choices.added}
            busy={assign.isPending && pressed === keyOf(item)}
            onChoose={(person) => choices.choose([item], person)}
            onLookUp={() => setFinding([item])}
            onAsk={() => !assign.isPending && ask([item], keyOf(item))}
          />
        ))}
      </ul>
      {finding && (
        <Suspense fallback={null}>
          <FindSuccessor
            {...describeFinding(finding)}
            sample={handover.sample}
            onChoose={(person) => choices.choose(finding, person)}
            onClose={() => setFinding(null)}
          />
        </Suspense>
      )}
    </Section>
  );
}

/** What stands in the rows by itself; where there is no suggestion, that is said. */
function describeChoice(chosen: number, open: number, unasked: number): string {
  if (unasked === 0 && chosen === 0) return "Somebody is asked for each; choose another where you cannot wait.";
  if (chosen === 0) return "There are no suggestions: choose somebody in each row.";
  return chosen === open
    ? "Somebody is chosen in each row."
    : `Somebody is chosen in ${chosen} of ${open} rows; choose for the others.`;
}

function describeFinding(items: readonly HandoverItem[]): { title: string; description: string; submitLabel: string } {
  const [one, ...more] = items;
  const submitLabel = "Choose";
  if (!one || more.length > 0)
    return {
      title: `One person for ${countWords(items.length, ["part", "parts"])}`,
      description: "They are put into each row. Nobody is asked before you press Ask.",
      submitLabel,
    };
  return {
    title: `Who could be ${one.part} of ${one.agent.name}?`,
    description: "They are put into the row. Nobody is asked before you press Ask.",
    submitLabel,
  };
}
