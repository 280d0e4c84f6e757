"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { announce } from "@/components/ui/announcer";
import { agentReads } from "@/lib/agents/queries";
import type { Environment } from "@/lib/core/environments";
import { importQuery, importRowsQuery, runImportMutation } from "@/lib/imports/queries";
import type { DraftAgent, ImportDraft } from "@/lib/imports/rules";
import type { ImportRow, NewImport } from "@/lib/imports/schema";
import { checkImport } from "./check-import";
import { type Placed, placeRows } from "./placing";
import { describeResults } from "./words";
import { type Edits, writeRow } from "./write-row";

const pollMs = 700;
const nowhere: Placed = { own: undefined, parent: undefined, asks: false, waits: false };

/** What a person set of the agents that files describe: their fields, which are left out, and which project they are of. */
function useChoices(draft: ImportDraft | null) {
  const [edits, setEdits] = useState<ReadonlyMap<string, Edits>>(new Map());
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const all = draft?.agents ?? [];
  const editsOf = (key: string): Edits => edits.get(key) ?? {};
  const placed = placeRows(all.map((agent) => ({ agent, edits: editsOf(agent.key), included: !left.has(agent.key) })));
  const placingOf = (key: string): Placed => placed.get(key) ?? nowhere;
  const included = all.filter(({ key }) => !left.has(key));
  const agents = included.filter(({ key }) => !placingOf(key).waits);
  return { edits, setEdits, left, setLeft, editsOf, placingOf, agents, waiting: included.length - agents.length };
}

/** From files that were read to agents that are there: what a person set, the check, the run and what came of it. */
export function useImport(draft: ImportDraft | null, standard: Environment) {
  const { edits, setEdits, left, setLeft, editsOf, placingOf, agents, waiting } = useChoices(draft);
  const [environment, setEnvironment] = useState(standard);
  /** The check that is on the screen, and the keys of its rows in their order. */
  const [last, setChecked] = useState<{ id: string; keys: readonly string[]; draft: ImportDraft | null } | null>(null);
  // Files that came since were not checked.
  const checked = last?.draft === draft ? last : null;
  const client = useQueryClient();

  const record = useQuery({
    ...importQuery(checked?.id ?? ""),
    enabled: checked !== null,
    refetchInterval: ({ state }) => (state.data?.state === "running" ? pollMs : false),
  });
  const current = checked === null ? undefined : record.data;
  const rows = useQuery({
    ...importRowsQuery(checked?.id ?? "", current?.version ?? 0),
    enabled: current !== undefined && current.state !== "running",
    placeholderData: (before) => before,
  });

  const check = useMutation({
    mutationFn: (body: NewImport) => checkImport(body, agents),
    onSuccess: (made) => {
      client.setQueryData(importQuery(made.id).queryKey, made);
      setChecked({ id: made.id, keys: agents.map(({ key }) => key), draft });
      announce(`Checked. ${describeResults(made)}`);
    },
  });
  const run = useMutation({
    ...runImportMutation,
    onSuccess: (started) => client.setQueryData(importQuery(started.id).queryKey, started),
    onSettled: () => agentReads.forEach((queryKey) => void client.invalidateQueries({ queryKey })),
  });

  /** What was checked is no longer what would be imported. */
  function change(apply: () => void): void {
    apply();
    if (current?.state !== "running") setChecked(null);
    check.reset();
    run.reset();
  }
  const byKey = new Map<string, ImportRow>();
  for (const row of rows.data ?? []) byKey.set(checked?.keys[row.number - 1] ?? "", row);
  return {
    agents,
    waiting,
    left,
    editsOf,
    placingOf,
    environment,
    current,
    byKey: checked === null ? new Map<string, ImportRow>() : byKey,
    check: { error: check.error, busy: check.isPending },
    run: { error: run.error, busy: run.isPending },
    edit: (agent: DraftAgent, part: Edits) =>
      change(() => setEdits(new Map(edits).set(agent.key, { ...edits.get(agent.key), ...part }))),
    leaveOut: (key: string, out: boolean) =>
      change(() => setLeft(new Set(out ? [...left, key] : [...left].filter((one) => one !== key)))),
    chooseEnvironment: (next: Environment) => change(() => setEnvironment(next)),
    startCheck: () =>
      check.mutate({
        sources: (draft?.sources ?? []).map(({ path, kind, fingerprint }) => ({ path, kind, fingerprint })),
        environment,
        rows: agents.map((agent) => writeRow(agent, editsOf(agent.key), placingOf(agent.key))),
      }),
    startRun: (only?: number[]) => {
      if (checked) run.mutate({ params: { id: checked.id }, body: only === undefined ? {} : { only } });
    },
  };
}

export type ImportWork = ReturnType<typeof useImport>;
