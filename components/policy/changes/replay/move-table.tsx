"use client";

import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { formatNumber } from "@/components/ui/format-number";
import type { PolicyReplay } from "@/lib/policy/schema";
import { Move } from "../badges";
import { listMoves } from "../words";
import { describeMoves } from "./replay-words";

const MovedRows = lazy(async () => ({ default: (await import("./moved-rows")).MovedRows }));

type Props = {
  replay: PolicyReplay;
  result: NonNullable<PolicyReplay["result"]>;
  /** Which move shows the decisions behind it. */
  open: string | null;
  onOpen: (move: string | null) => void;
};

/** From what to what, how many, and behind each the decisions themselves. */
export function MoveTable({ replay, result, open, onOpen }: Props) {
  const mayOpen = replay.abilities.includes("open_rows");
  return (
    <div className="grid gap-1">
      <p className="text-muted" data-testid="replay-moves">
        {describeMoves(result)}
      </p>
      <ul aria-label="What would be decided otherwise" className="border-b border-hairline">
        {listMoves(result).map(({ move, before, after, count }) => (
          <li key={move} className="border-t border-hairline py-1.5">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <span className="min-w-0 flex-1">
                <Move before={before} after={after} />
              </span>
              <b className="font-semibold tabular">{formatNumber(count)}</b>
              {mayOpen && (
                <Button
                  size="small"
                  variant="quiet"
                  aria-expanded={open === move}
                  onClick={() => onOpen(open === move ? null : move)}
                >
                  {open === move ? "Close" : "Open"}
                  <span className="sr-only">
                    {" "}
                    the {count} from {before} to {after}
                  </span>
                </Button>
              )}
            </div>
            {open === move && (
              <Suspense fallback={null}>
                <MovedRows replayId={replay.id} move={move} />
              </Suspense>
            )}
          </li>
        ))}
      </ul>
      {!mayOpen && (
        <p className="text-small text-subtle">
          The decisions behind these numbers open for{" "}
          {replay.agent === null ? "security and auditors." : "the agent’s owner, its deputy, security and auditors."}
        </p>
      )}
    </div>
  );
}
