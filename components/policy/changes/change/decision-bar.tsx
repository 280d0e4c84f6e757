"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { MoreIcon } from "@/components/ui/icons/actions";
import { Menu, type MenuItem } from "@/components/ui/overlay/menu";
import { Time } from "@/components/ui/time";
import { useTimeZone } from "@/components/ui/time-zone";
import type { PolicyChange, PolicyReplay } from "@/lib/policy/schema";
import { describeDecision, explainNotLive } from "./decision-words";
import type { Verb } from "./step-words";

const StepDialog = lazy(async () => ({ default: (await import("./step-dialog")).StepDialog }));

type Props = { change: PolicyChange; replay: PolicyReplay | undefined; viewerId: string };

/** What can be decided, always in the same place; the line beside it says who decides and who cannot. */
export function DecisionBar({ change, replay, viewerId }: Props) {
  const [verb, open] = useState<Verb | null>(null);
  const may = (one: Verb): boolean => change.abilities.includes(one);
  const words = describeDecision(change, viewerId);
  const rare: MenuItem[] = [
    ...(may("withdraw") ? [{ label: "Withdraw…", onSelect: () => open("withdraw") }] : []),
    ...(may("bypass")
      ? [
          {
            label: "Emergency: make it live without review…",
            danger: true,
            ...(change.conflict && { disabledReason: "Another version went live since" }),
            onSelect: () => open("bypass"),
          },
        ]
      : []),
  ];
  // What somebody else did meanwhile is said in the dialog, so it outlives the button that opened it.
  const dialog = verb && (
    <Suspense fallback={null}>
      <StepDialog change={change} verb={verb} onClose={() => open(null)} />
    </Suspense>
  );
  if (words === "" && !may("look_at")) return dialog;
  return (
    <div
      data-print="hidden"
      className="sticky bottom-0 z-10 mt-auto flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-button bg-overlay px-page py-2.5 max-tablet:bottom-[calc(3.5625rem+env(safe-area-inset-bottom))]"
    >
      <p className="min-w-0 flex-1 basis-60 text-dense font-medium" data-testid="decision-line">
        {words}
        {may("look_at") && "It went live without its review. You had no part in it, so you can look at it."}
        <Clock change={change} />
      </p>
      <div className="flex flex-wrap gap-2">
        {rare.length > 0 && (
          <Menu label="More steps" variant="quiet" square side="top" align="end" groups={[{ items: rare }]}>
            <MoreIcon />
          </Menu>
        )}
        {may("reject") && <Button onClick={() => open("reject")}>Reject…</Button>}
        {may("approve") && (
          <Button variant="primary" onClick={() => open("approve")}>
            Approve…
          </Button>
        )}
        {may("apply") && (
          <Button variant="primary" disabledReason={explainNotLive(change, replay)} onClick={() => open("apply")}>
            {change.activate_at === null ? "Make it live…" : "Set its clock…"}
          </Button>
        )}
        {may("look_at") && (
          <Button variant="primary" onClick={() => open("look_at")}>
            Look at it…
          </Button>
        )}
      </div>
      {dialog}
    </div>
  );
}

/** When it begins and ends by itself. */
function Clock({ change: { activate_at: begins, expires_at: ends, state } }: Pick<Props, "change">) {
  const zone = useTimeZone();
  if ((begins === null && ends === null) || state === "applied") return null;
  return (
    <span className="block text-small font-normal text-subtle">
      {begins !== null && (
        <>
          Goes live <Time at={begins} />
          {". "}
        </>
      )}
      {ends !== null && (
        <>
          Ends <Time at={ends} />, then what was live before is live again.{" "}
        </>
      )}
      Your time zone is {zone}.
    </span>
  );
}
