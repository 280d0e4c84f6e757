"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { PlusIcon } from "@/components/ui/icons/actions";
import { AllowedIcon, AskIcon, DeniedIcon } from "@/components/ui/icons/states";
import type { Icon } from "@/components/ui/icons/draw";
import type { Rule } from "@/lib/policy/schema";
import type { Readable } from "../state/preview";
import { useEditor } from "../state/use-editor";
import { effectWords } from "../words";
import { IntentBlock } from "./intent-block";
import { findPart } from "./find-part";
import { RuleRow } from "./rule-row";
import { SettingsBlock } from "./settings-block";

/** The policy in sentences: what it never does first, then what asks, then what it may. */
export function SentencesPane() {
  const { preview } = useEditor();
  const { readable } = preview;
  return (
    <section
      aria-label="Sentences"
      tabIndex={0}
      className="@container relative h-full min-w-0 rail:overflow-y-auto focus-visible:-outline-offset-2"
    >
      {readable ? (
        <Sentences readable={readable} />
      ) : (
        <p className="px-page py-4 text-muted">The text cannot be read yet, so there are no sentences to show.</p>
      )}
    </section>
  );
}

function Sentences({ readable }: { readable: Readable }) {
  const { scope, mayWrite } = useEditor();
  const isAgent = scope.kind === "agent";
  return (
    <>
      <RuleGroup effect="prohibit" icon={DeniedIcon} readable={readable} />
      <RuleGroup effect="ask" icon={AskIcon} readable={readable} />
      {isAgent && <RuleGroup effect="approve" icon={AllowedIcon} readable={readable} />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-hairline px-page py-3">
        <p className="flex items-center gap-2 text-muted">
          <DeniedIcon />
          {isAgent ? "Anything else is denied." : "Anything else is left to each agent’s own policy."}
        </p>
        {isAgent && mayWrite && <AddObserved begun={readable.document.rules.length > 0} />}
      </div>
      {isAgent && <IntentBlock readable={readable} />}
      {isAgent && <SettingsBlock readable={readable} />}
    </>
  );
}

/** Suggestions alone: what is not checked there is not written. */
function AddObserved({ begun }: { begun: boolean }) {
  const { locked, openForm } = useEditor();
  return (
    <span className="ms-auto">
      <Button
        size="small"
        icon={<PlusIcon size={14} />}
        disabledReason={locked}
        onClick={() => openForm({ kind: "observed" })}
      >
        {begun ? "Add" : "Start"} from what it did in the last 30 days
      </Button>
    </span>
  );
}

const atFirst = 100;

function RuleGroup({ effect, icon: Drawing, readable }: { effect: Rule["effect"]; icon: Icon; readable: Readable }) {
  const { preview, target, mayWrite, locked, openForm } = useEditor();
  const { faults } = preview;
  const [shown, setShown] = useState(atFirst);
  const { document, lines } = readable;
  const rules = document.rules.map((rule, at) => ({ rule, at })).filter(({ rule }) => rule.effect === effect);
  const found = target && findPart(lines, target.line);
  const isIn = (line: number, at: number): boolean => {
    const place = findPart(lines, line);
    return place?.part === "rules" && place.at === at;
  };
  const selected = found?.part === "rules" ? found.at : undefined;
  // What both panes point at is shown even far down.
  const most = Math.max(shown, rules.findIndex(({ at }) => at === selected) + 1);
  const { group, form } = effectWords[effect];
  const tone = { prohibit: "text-deny-fg", ask: "tone-stepup text-tone-fg", approve: "text-allow-fg" }[effect];
  return (
    <section aria-label={group} className="pb-3">
      <div className="flex items-center gap-2 px-page py-2">
        <Drawing className={tone} />
        <h3 className="font-semibold">{group}</h3>
        <span className="text-dense text-subtle tabular">{rules.length}</span>
        {mayWrite && (
          <span className="ms-auto">
            <Button
              size="small"
              icon={<PlusIcon size={14} />}
              disabledReason={locked}
              onClick={() => openForm({ kind: "rule", effect })}
            >
              Add<span className="sr-only"> a rule: {form.toLowerCase()}</span>
            </Button>
          </span>
        )}
      </div>
      {rules.length === 0 ? (
        <p className="border-t border-hairline px-page py-2.5 text-dense text-subtle">{emptyWords[effect]}</p>
      ) : (
        <ul>
          {rules.slice(0, most).map(({ rule, at }) => (
            <RuleRow
              key={at}
              rule={rule}
              at={at}
              line={lines.rules[at] ?? 1}
              selected={at === selected}
              findings={preview.findings.filter(({ pointer }) => pointer === `/rules/${at}`)}
              faults={faults.filter(({ line }) => isIn(line, at))}
            />
          ))}
        </ul>
      )}
      {rules.length > most && (
        <div className="px-page pt-2">
          <Button onClick={() => setShown(most + 500)}>
            Show {Math.min(500, rules.length - most)} more of {rules.length}
          </Button>
        </div>
      )}
    </section>
  );
}

const emptyWords = {
  prohibit: "Nothing is prohibited by name.",
  ask: "Nothing asks a person.",
  approve: "Nothing is approved.",
} as const satisfies Record<Rule["effect"], string>;
