"use client";

import { useQuery } from "@tanstack/react-query";
import { createContext, lazy, type ReactNode, Suspense, useContext, useState } from "react";
import { agentQuery } from "@/lib/agents/queries";
import type { AgentAbility, LifeVerb } from "@/lib/agents/rules";
import type { AgentRecord } from "@/lib/agents/schema";
import type { Field as EditField, Section } from "./edit/fields";

const RecordDialog = lazy(async () => ({ default: (await import("./record-dialog")).RecordDialog }));

export type OpenDialog =
  | { kind: "edit"; section: Section; field?: EditField | undefined }
  | { kind: "step"; verb: LifeVerb }
  | { kind: "rename" }
  | { kind: "assess" };

type Shown = {
  record: AgentRecord;
  /** The instant the page shows; null is now. */
  asOf: string | null;
  mayReadLog: boolean;
  may: (ability: AgentAbility) => boolean;
  open: (dialog: OpenDialog) => void;
};

const Context = createContext<Shown | null>(null);

/** The record under the address, live; what is behind an older address arrives under its new one. */
export function useAgent(slug: string, asOf: string | undefined) {
  return useQuery(agentQuery(slug, asOf));
}

type Props = Pick<Shown, "record" | "asOf" | "mayReadLog"> & { children: ReactNode };

export function RecordProvider({ record, asOf, mayReadLog, children }: Props) {
  const [dialog, open] = useState<OpenDialog | null>(null);
  const may = (ability: AgentAbility) => asOf === null && record.abilities.includes(ability);
  return (
    <Context value={{ record, asOf, mayReadLog, may, open }}>
      {children}
      {dialog && (
        <Suspense fallback={null}>
          <RecordDialog record={record} dialog={dialog} onClose={() => open(null)} />
        </Suspense>
      )}
    </Context>
  );
}

/** What every part of the page of one agent reads. */
export function useRecord(): Shown {
  const shown = useContext(Context);
  if (!shown) throw new Error("useRecord needs a RecordProvider above it.");
  return shown;
}
