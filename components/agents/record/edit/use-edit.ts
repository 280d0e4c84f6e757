"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useRefresh } from "@/components/settings/use-refresh";
import { agentHistoryQuery, agentQuery, agentReads, updateAgentMutation } from "@/lib/agents/queries";
import type { AgentRecord, HistoryEntry } from "@/lib/agents/schema";
import { isAppError } from "@/lib/core/errors";
import { type Field, listDifferent, mergeTheirs, readValues, type Values, writeChange } from "./fields";

/** What others did while the form was open, and what the person has to decide. */
export type Conflict = {
  entries: readonly HistoryEntry[];
  mine: Values;
  theirs: Values;
  /** Undecided until the person says whose words stay, or writes others. */
  decisions: Readonly<Partial<Record<Field, "mine" | "theirs" | null>>>;
};

/** A form over some fields of the record as it was when the form opened. A change by somebody else is shown, not overwritten. */
export function useEdit(opened: AgentRecord, fields: readonly Field[], onSaved: () => void) {
  const client = useQueryClient();
  const refresh = useRefresh(agentReads);
  const [base, setBase] = useState(opened);
  const [values, setValues] = useState(() => readValues(opened));
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const changed = listDifferent(readValues(base), values, fields);

  async function showConflict() {
    const params = { slug: base.slug };
    const theirs = await client.fetchQuery({ ...agentQuery(params.slug), staleTime: 0 });
    const history = await client.fetchQuery({ ...agentHistoryQuery(params.slug, { limit: 20 }), staleTime: 0 });
    const merged = mergeTheirs(readValues(base), values, readValues(theirs), fields);
    setConflict({
      entries: history.data.filter(({ version }) => version > base.version),
      mine: values,
      theirs: readValues(theirs),
      decisions: Object.fromEntries(merged.collisions.map((field) => [field, null])),
    });
    setBase(theirs);
    setValues(merged.values);
  }

  const save = useMutation({
    mutationFn: async () => {
      const input = { params: { slug: base.slug }, body: writeChange(base, values, fields), version: base.version };
      try {
        await updateAgentMutation.mutationFn(input);
        return true;
      } catch (error) {
        if (!isAppError(error) || error.code !== "stale_version") throw error;
        await showConflict();
        return false;
      }
    },
    onSuccess: (saved) => saved && onSaved(),
    onSettled: refresh,
  });

  function decide(field: Field, whose: "mine" | "theirs") {
    if (!conflict) return;
    setValues({ ...values, [field]: conflict[whose][field] });
    setConflict({ ...conflict, decisions: { ...conflict.decisions, [field]: whose } });
  }

  /** Whoever writes on has decided for their own words. */
  function change(part: Partial<Values>) {
    setValues({ ...values, ...part });
    if (!conflict) return;
    const own = Object.keys(part).filter((field) => Object.hasOwn(conflict.decisions, field));
    const decided = Object.fromEntries(own.map((field) => [field, "mine" as const]));
    setConflict({ ...conflict, decisions: { ...conflict.decisions, ...decided } });
  }

  return { values, changed, conflict, save, change, decide };
}
