"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { readCall, type TriedCallText } from "@/components/policy/editor/trial/call";
import { Section } from "@/components/shell/page/section";
import type { DecisionDetail } from "@/lib/decisions/schema";
import type { Surroundings } from "../record/surroundings";
import { beginCall, type Field, listFields, putField } from "./begin-call";
import { CallFields } from "./call-fields";
import { SideAnswer } from "./side-answer";

type Props = { decision: DecisionDetail; around: Surroundings };

/** The same call with another value, judged by the version that decided, by what is live and by the draft. */
export function TrySection({ decision, around: { slug } }: Props) {
  const [call, setCall] = useState(() => beginCall(decision));
  const [begun, setBegun] = useState(false);
  const read = useMemo(() => readCall(call), [call]);
  // The decision function is loaded with the first change, not with the page.
  const sides = useQuery({
    queryKey: ["decisionTrial", decision.id],
    queryFn: async ({ signal }) => (await import("./judge")).openSides(decision, slug ?? decision.agent, { signal }),
    enabled: begun,
    staleTime: Infinity,
    structuralSharing: false,
    retry: false,
  });
  const trials = useMemo(
    () =>
      read.ok
        ? sides.data?.map((side) => ({ id: side.id, title: side.title, trial: side.judge(read.call) }))
        : undefined,
    [sides.data, read],
  );
  if (slug === null) return null;

  const change = (part: Partial<TriedCallText>) => {
    setBegun(true);
    setCall({ ...call, ...part });
  };
  const fields = listFields(decision, call.args);
  return (
    <Section title="Try with another value" aside="Nothing is run, only judged">
      <CallFields
        call={call}
        fields={fields}
        faults={read.ok ? {} : read.faults}
        onField={(field: Field, typed) => change({ args: putField(call.args, field, typed) })}
        onChange={change}
      />
      <p className="mt-3 text-small text-subtle">{describeGaps(decision)}</p>
      <div role="status" aria-label="What would be decided" className="mt-3 grid gap-2">
        {trials?.map((answer) => (
          <SideAnswer key={answer.id} title={answer.title} trial={answer.trial} />
        ))}
        {!begun && (
          <p className="text-dense text-muted">
            Change a value: it is judged by the version that decided, by what is live and by the draft.
          </p>
        )}
        {begun && !trials && sides.error === null && (
          <p className="text-dense text-muted">
            {read.ok ? "Reading the rules." : "Judged again once the call can be read."}
          </p>
        )}
        {trials?.length === 0 && <p className="text-dense text-muted">No version is here to judge it by.</p>}
      </div>
      {sides.error && (
        <p role="alert" className="mt-2 text-dense text-deny-fg">
          It could not be judged: {sides.error.message}
        </p>
      )}
    </Section>
  );
}

/** What stands between this and the call as it was. */
function describeGaps({ inputs: { state, omitted, masked } }: DecisionDetail): string {
  if (state === "erased") return "Its arguments are erased: write those that matter.";
  const hidden = masked.length === 0 ? "" : ` Hidden values are left out: ${masked.slice(0, 5).join(", ")}.`;
  return `${omitted ? "It begins with what is kept of the call." : "It begins with the call as it was."}${hidden}`;
}
