"use client";

import { Badge } from "@/components/ui/badge";
import { showHiddenCharacters } from "@/components/ui/fence";
import { CheckIcon, DiffersIcon, EqualIcon, PlusIcon } from "@/components/ui/icons/actions";
import type { Icon } from "@/components/ui/icons/draw";
import { EndedIcon, GapIcon, UnknownIcon } from "@/components/ui/icons/states";
import { Input } from "@/components/ui/form/input";
import type { Tone } from "@/components/ui/tone";
import { tableRole } from "@/components/data/table-roles";
import type { Environment } from "@/lib/core/environments";
import type { DraftAgent } from "@/lib/imports/rules";
import type { ImportRow } from "@/lib/imports/schema";
import type { Placed } from "../placing";
import { RowFacts } from "./row-facts";
import { EnvironmentField, OpenQuestions, OwnerField, ProjectField } from "./row-fields";
import { RowTwin, RowVerdict } from "./row-verdict";
import type { Twin } from "./use-twins";
import { type Edits, nameOf, unclearIn } from "../write-row";

type Props = {
  agent: DraftAgent;
  edits: Edits;
  placing: Placed;
  standard: Environment;
  included: boolean;
  /** What the check or the run said of it. */
  row: ImportRow | undefined;
  /** An agent of the same name that is here, where this one would be new. */
  twin: Twin | undefined;
  locked: boolean;
  onEdit: (part: Edits) => void;
  onInclude: (included: boolean) => void;
};

const states = {
  unchecked: { tone: "neutral", icon: UnknownIcon, word: "Not checked" },
  out: { tone: "neutral", icon: EndedIcon, word: "Left out" },
  create: { tone: "info", icon: PlusIcon, word: "New" },
  update: { tone: "pending", icon: DiffersIcon, word: "Update" },
  unchanged: { tone: "neutral", icon: EqualIcon, word: "Unchanged" },
  error: { tone: "deny", icon: GapIcon, word: "Needs attention" },
  created: { tone: "allow", icon: CheckIcon, word: "Created" },
  updated: { tone: "allow", icon: CheckIcon, word: "Updated" },
  failed: { tone: "deny", icon: GapIcon, word: "Failed" },
  skipped: { tone: "neutral", icon: EndedIcon, word: "Skipped" },
} as const satisfies Record<string, { tone: Tone; icon: Icon; word: string }>;

export const cell =
  "border-b border-hairline px-2 py-2 text-start align-top first:ps-0 last:pe-0 @max-[44rem]:block @max-[44rem]:border-0 @max-[44rem]:px-0 @max-[44rem]:py-1";

/** One agent that files describe: what it is called, whose it is, where it runs, and what would become of it. */
export function ReviewRow(props: Props) {
  const { agent, edits, placing, standard, included, row, twin, locked, onEdit, onInclude } = props;
  const name = nameOf(agent, edits, placing);
  const shown = showHiddenCharacters(name);
  const disabled = locked || !included;
  const unclear = (agent.unclear ?? []).some(({ field }) => unclearIn(agent, edits, field) !== undefined);
  const fields = { agent, edits, row, name: shown, disabled, onEdit };
  return (
    <tr
      {...tableRole.row}
      className="@max-[44rem]:grid @max-[44rem]:grid-cols-[2.5rem_minmax(0,1fr)] @max-[44rem]:border-b @max-[44rem]:border-hairline @max-[44rem]:py-3"
    >
      <td {...tableRole.cell} className={`${cell} w-8 @max-[44rem]:w-auto`}>
        <label className="grid size-10 place-items-center tablet:size-8">
          <input
            type="checkbox"
            className="size-4"
            checked={included}
            disabled={locked}
            aria-label={`Import ${shown}`}
            onChange={(event) => onInclude(event.target.checked)}
          />
        </label>
      </td>
      <th {...tableRole.rowHeader} className={`${cell} min-w-0 font-normal`}>
        <Input
          aria-label={`Name of ${showHiddenCharacters(agent.name)}`}
          maxLength={10_000}
          value={name}
          disabled={disabled}
          onChange={(event) => onEdit({ name: event.target.value })}
        />
        {shown !== name && (
          <p translate="no" className="mt-1 text-dense text-deny-fg [overflow-wrap:anywhere]">
            {shown.length > 200 ? `${shown.slice(0, 200)}…` : shown}
          </p>
        )}
        {placing.asks && <ProjectField {...fields} name={showHiddenCharacters(agent.name)} />}
        <RowFacts agent={agent} />
        {included && (row === undefined || placing.waits) && <OpenQuestions agent={agent} edits={edits} {...placing} />}
        {included && row?.plan === "update" && placing.asks && placing.own === undefined && (
          <p className="mt-1 text-dense text-deny-fg">
            Files without a folder were imported before. If these are of another project, name it: otherwise they
            replace what that agent has.
          </p>
        )}
        {included && row && <RowVerdict row={row} />}
        {included && (
          <RowTwin twin={twin} checked={row !== undefined} chosen={edits.slug} onChoose={(slug) => onEdit({ slug })} />
        )}
      </th>
      <td {...tableRole.cell} className={`${cell} w-[15rem] @max-[44rem]:col-start-2 @max-[44rem]:w-auto`}>
        <span aria-hidden className="text-small text-subtle @min-[44rem]:hidden">
          Owner
        </span>
        <OwnerField {...fields} />
      </td>
      <td {...tableRole.cell} className={`${cell} w-[11rem] @max-[44rem]:col-start-2 @max-[44rem]:w-auto`}>
        <span aria-hidden className="text-small text-subtle @min-[44rem]:hidden">
          Environment
        </span>
        <EnvironmentField {...fields} standard={standard} />
      </td>
      <td {...tableRole.cell} className={`${cell} w-[9.5rem] @max-[44rem]:col-start-2 @max-[44rem]:w-auto`}>
        <span className="inline-flex min-h-8 items-center">
          <RowState row={row} included={included} open={unclear || placing.waits} />
        </span>
      </td>
    </tr>
  );
}

function RowState({ row, included, open }: { row: ImportRow | undefined; included: boolean; open: boolean }) {
  const checked = row?.result ?? row?.plan ?? (open ? "error" : "unchecked");
  const { tone, icon, word } = states[included ? checked : "out"];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}
