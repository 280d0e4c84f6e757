"use client";

import { lazy, Suspense, useState } from "react";
import { PageBody, Section } from "@/components/shell/page/section";
import type { OwnerPart } from "@/lib/agents/rules";
import type { Ownership } from "@/lib/agents/schema";
import { useRecord } from "../use-record";
import { AskedOfMe } from "./asked-of-me";
import { OwnerCard } from "./owner-card";
import { PastOwners } from "./past-owners";
import { Rhythm } from "./rhythm";

const OwnerDialog = lazy(async () => ({ default: (await import("./owner-dialog")).OwnerDialog }));

export type OwnerChange =
  | { kind: "ask"; part: OwnerPart }
  | { kind: "decline" | "step_down" | "withdraw"; ownership: Ownership };

/** Who answers for the agent, who is asked to, and who did before. */
export function OwnersTab() {
  const { record, asOf } = useRecord();
  const [change, setChange] = useState<OwnerChange | null>(null);
  const mine = asOf === null ? record.owners.filter(({ abilities }) => abilities.includes("accept")) : [];
  return (
    <PageBody>
      {mine.map((ownership) => (
        <AskedOfMe
          key={ownership.id}
          ownership={ownership}
          onDecline={() => setChange({ kind: "decline", ownership })}
        />
      ))}
      <Section
        title="Who answers for it"
        description="Two people, not mailboxes. Each accepts for themselves, and until both have it cannot be activated."
      >
        <div className="grid gap-4 rail:grid-cols-2">
          <OwnerCard part="owner" onChange={setChange} />
          <OwnerCard part="deputy" onChange={setChange} />
        </div>
      </Section>
      {record.state !== "retired" && <Rhythm />}
      {asOf === null && <PastOwners />}
      {change && (
        <Suspense fallback={null}>
          <OwnerDialog record={record} change={change} onClose={() => setChange(null)} />
        </Suspense>
      )}
    </PageBody>
  );
}
