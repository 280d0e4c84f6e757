"use client";

import { Button } from "@/components/ui/button";
import { MoreIcon } from "@/components/ui/icons/actions";
import { Menu, type MenuGroup, type MenuItem } from "@/components/ui/overlay/menu";
import { type AgentState, life, type LifeVerb, lifeVerbs } from "@/lib/agents/rules";
import { endingSteps } from "../life/life-words";
import { useRecord } from "../use-record";

/** Steps worth a button in each state, the most likely last; the others stand in the menu. */
const buttons: Readonly<Record<AgentState, readonly LifeVerb[]>> = {
  draft: ["activate", "submit"],
  in_review: ["deny", "activate"],
  active: ["suspend"],
  suspended: ["resume"],
  denied: ["reopen"],
  revoked: ["reopen"],
  retired: [],
};

/** What may be done with the agent, as its abilities say, and nothing else. */
export function AgentActions() {
  const { record, may } = useRecord();
  const shown = buttons[record.state].filter((verb) => may(verb));
  const hidden = lifeVerbs.filter((verb) => may(verb) && !shown.includes(verb));
  const groups = listGroups(hidden, useRecord());
  const last = shown.at(-1);
  return (
    <>
      {shown.slice(0, -1).map((verb) => (
        <StepButton key={verb} verb={verb} last={false} />
      ))}
      {/* The menu never stands in a line of its own. */}
      <span className="inline-flex gap-2 empty:hidden">
        {last !== undefined && <StepButton verb={last} last />}
        {groups.length > 0 && (
          <Menu label="More actions" square align="end" groups={groups}>
            <MoreIcon />
          </Menu>
        )}
      </span>
    </>
  );
}

function StepButton({ verb, last }: { verb: LifeVerb; last: boolean }) {
  const { open } = useRecord();
  return (
    <Button variant={chooseVariant(verb, last)} onClick={() => open({ kind: "step", verb })}>
      {writeLabel(verb)}
    </Button>
  );
}

function listGroups(
  hidden: readonly LifeVerb[],
  { record, may, mayReadLog, open }: ReturnType<typeof useRecord>,
): readonly MenuGroup[] {
  const entries: MenuItem[] = [
    ...(may("update")
      ? [
          { label: "Edit name and purpose…", onSelect: () => open({ kind: "edit", section: "purpose" }) },
          { label: "Change address…", onSelect: () => open({ kind: "rename" }) },
        ]
      : []),
    ...(may("assess") ? [{ label: "Assess tier…", onSelect: () => open({ kind: "assess" }) }] : []),
    ...(mayReadLog ? [{ label: "Events in the log", href: `/evidence/events?subject=${record.id}` as const }] : []),
  ];
  const steps = hidden.map((verb) => ({
    label: writeLabel(verb),
    danger: endingSteps.has(verb),
    onSelect: () => open({ kind: "step", verb }),
  }));
  return [entries, steps].filter((items) => items.length > 0).map((items) => ({ items }));
}

function chooseVariant(verb: LifeVerb, last: boolean): "danger" | "primary" | "secondary" {
  if (endingSteps.has(verb)) return "danger";
  return last ? "primary" : "secondary";
}

/** Three dots where more is asked before it happens. */
function writeLabel(verb: LifeVerb): string {
  return `${life[verb].words}…`;
}
