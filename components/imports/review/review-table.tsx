"use client";

import { useState } from "react";
import { tableRole } from "@/components/data/table-roles";
import { environmentWords } from "@/components/shell/environment";
import { Section } from "@/components/shell/page/section";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { environments } from "@/lib/core/environments";
import type { DraftAgent } from "@/lib/imports/rules";
import { cell, ReviewRow } from "./review-row";
import type { ImportWork } from "../use-import";
import { useTwins } from "./use-twins";
import { countOf } from "../words";

const shownAtOnce = 50;

type Props = { agents: readonly DraftAgent[]; work: ImportWork };

/** Every agent of the files, to be corrected in place. What needs attention comes first once it is known. */
export function ReviewTable({ agents, work }: Props) {
  const [shown, setShown] = useState(shownAtOnce);
  const troubled = useTroubled(work);
  const ordered = agents.toSorted((a, b) => Number(troubled.has(b.key)) - Number(troubled.has(a.key)));
  const twins = useTwins(agents, work.byKey, work.current?.id ?? "");
  const locked = work.current?.state === "running" || work.check.busy || work.run.busy;
  return (
    <Section
      title="Agents to import"
      description="Owner is whoever you name, or you: whoever is asked has to accept. Secrets were removed before anything is sent."
    >
      <div className="mb-3 w-80 max-w-full">
        <Field label="Environment of new agents" hint="Where the file does not say it.">
          <Select
            value={work.environment}
            disabled={locked}
            onChange={(event) => {
              const next = environments.find((one) => one === event.target.value);
              if (next) work.chooseEnvironment(next);
            }}
            options={environments.map((one) => ({ value: one, label: environmentWords[one].name }))}
          />
        </Field>
      </div>
      <div className="@container">
        <table
          {...tableRole.table}
          aria-label="Agents to import"
          className="w-full border-separate border-spacing-0 @max-[44rem]:block"
        >
          <thead {...tableRole.group} className="@max-[44rem]:sr-only">
            <tr {...tableRole.row}>
              {["Import", "Agent", "Owner", "Environment", "State"].map((header, at) => (
                <th
                  key={header}
                  {...tableRole.columnHeader}
                  className={`${cell} pb-1 text-small font-medium text-subtle`}
                >
                  {at === 0 ? <span className="sr-only">{header}</span> : header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody {...tableRole.group} className="@max-[44rem]:block">
            {ordered.slice(0, shown).map((agent) => (
              <ReviewRow
                key={agent.key}
                agent={agent}
                edits={work.editsOf(agent.key)}
                placing={work.placingOf(agent.key)}
                standard={work.environment}
                included={!work.left.has(agent.key)}
                row={work.byKey.get(agent.key)}
                twin={twins.get(agent.key)}
                locked={locked}
                onEdit={(part) => work.edit(agent, part)}
                onInclude={(included) => work.leaveOut(agent.key, !included)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {ordered.length > shown && (
        <p className="mt-3 flex flex-wrap items-center gap-3 text-muted">
          <Button onClick={() => setShown(shown + 200)}>Show 200 more</Button>
          {countOf(ordered.length - shown, "agent is", "agents are")} not shown. All of them are checked and imported.
        </p>
      )}
    </Section>
  );
}

/** What the last check or run found. It stays while somebody types, so that no row moves away under their hands. */
function useTroubled({ byKey, current }: ImportWork): ReadonlySet<string> {
  const [known, setKnown] = useState<{ of: string; keys: ReadonlySet<string> }>({ of: "", keys: new Set() });
  const of = current && byKey.size > 0 ? `${current.id} ${current.version}` : known.of;
  if (of !== known.of) {
    const found = [...byKey].filter(([, row]) => row.plan === "error" || row.result === "failed");
    setKnown({ of, keys: new Set(found.map(([key]) => key)) });
  }
  return known.keys;
}
