"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import type { DecisionDetail } from "@/lib/decisions/schema";
import type { Surroundings } from "../record/surroundings";

/** It carries the writer of policies, which nobody needs to read a decision. */
const ProposeDialog = lazy(async () => ({ default: (await import("./propose-dialog")).ProposeDialog }));

export function ProposeButton({ decision, around }: { decision: DecisionDetail; around: Surroundings }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        Propose a rule change
      </Button>
      {open && (
        <Suspense fallback={null}>
          <ProposeDialog decision={decision} around={around} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
