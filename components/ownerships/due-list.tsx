"use client";

import { useCallback, useMemo, useState } from "react";
import type { Action } from "@/components/shell/actions";
import { useActions } from "@/components/shell/page-actions";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { GapIcon } from "@/components/ui/icons/states";
import { Kbd } from "@/components/ui/kbd";
import { Time } from "@/components/ui/time";
import type { Ownership } from "@/lib/agents/schema";
import { OwnershipRow } from "./ownership-row";
import { useConfirmOne } from "./use-answers";

/** What has to be confirmed soon, the most urgent first. The key confirms the row with the focus, else the first. */
export function DueList({ due }: { due: readonly Ownership[] }) {
  const { mutateAsync } = useConfirmOne();
  const [sending, setSending] = useState<ReadonlySet<string>>(new Set());
  const confirm = useCallback(
    async (one: Ownership) => {
      setSending((before) => new Set([...before, one.id]));
      await mutateAsync(one).catch(() => undefined);
      setSending((before) => new Set([...before].filter((id) => id !== one.id)));
    },
    [mutateAsync],
  );
  const actions = useMemo<readonly Action[]>(() => {
    const run = () => {
      const focused = document.activeElement?.closest<HTMLElement>("[data-ownership]")?.dataset["ownership"];
      // Pressed again before the answer came, the key goes on with the next row.
      const waiting = due.filter(({ id }) => !sending.has(id));
      const one = waiting.find(({ id }) => id === focused) ?? waiting[0];
      if (one) void confirm(one);
    };
    return [
      { id: "confirm-ownership", label: "Confirm what is due", group: "This page", keys: "y", words: "owner yes", run },
    ];
  }, [due, sending, confirm]);
  useActions(actions);
  return (
    // A row that is confirmed goes away: whoever was in it goes on with the next one.
    <div data-next-focus aria-label="To confirm" role="group">
      <ul>
        {due.map((ownership, index) => (
          <OwnershipRow key={ownership.id} ownership={ownership} detail={<DueDetail ownership={ownership} />}>
            {ownership.overdue && (
              <Badge tone="pending" icon={GapIcon} look="filled">
                Overdue
              </Badge>
            )}
            <Button
              variant={index === 0 ? "primary" : "secondary"}
              busy={sending.has(ownership.id)}
              busyText="Recording…"
              aria-keyshortcuts={index === 0 ? "y" : undefined}
              onClick={() => void confirm(ownership)}
            >
              Confirm<span className="sr-only"> {ownership.agent.name}</span>
              {index === 0 && <Kbd>Y</Kbd>}
            </Button>
          </OwnershipRow>
        ))}
      </ul>
    </div>
  );
}

function DueDetail({ ownership: { confirm_by: by, overdue, confirm_because: because } }: { ownership: Ownership }) {
  return (
    <>
      {overdue ? "was due on " : "confirm by "}
      {by !== null && <Time at={by} detail="day" />}
      {because !== null && because !== "rhythm" && `, because this changed: ${because.replaceAll("_", " ")}`}
    </>
  );
}
