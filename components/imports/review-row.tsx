"use client";

import { Badge } from "@/components/ui/badge";
import { showHiddenCharacters } from "@/components/ui/fence";
import { CheckIcon, DiffersIcon, EqualIcon, PlusIcon } from "@/components/ui/icons/actions";
import type { Icon } from "@/components/ui/icons/draw";
import { EndedIcon, GapIcon, UnknownIcon } from "@/components/ui/icons/states";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import { TextLink } from "@/components/ui/text-link";
import type { Tone } from "@/components/ui/tone";
import { environmentWords } from "@/components/shell/environment";
import { tableRole } from "@/components/data/table-roles";
import { type Environment, environments } from "@/lib/core/environments";
import type { DraftAgent } from "@/lib/imports/rules";
import type { ImportRow } from "@/lib/imports/schema";
import { RowFacts } from "./row-facts";
import type { Edits } from "./write-row";

type Props = {
  agent: DraftAgent;
  edits: Edits;
  standard: Environment;
  included: boolean;
  /** What the check or the run said of it. */
  row: ImportRow | undefined;
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
  const { agent, edits, standard, included, row, locked, onEdit, onInclude } = props;
  const name = edits.name ?? agent.name;
  const shown = showHiddenCharacters(name);
  const disabled = locked || !included;
  const known = row !== undefined && row.plan !== "create" && row.plan !== "error";
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
        <RowFacts agent={agent} />
        {included && <RowVerdict row={row} />}
      </th>
      <td {...tableRole.cell} className={`${cell} w-[15rem] @max-[44rem]:col-start-2 @max-[44rem]:w-auto`}>
        <span aria-hidden className="text-small text-subtle @min-[44rem]:hidden">
          Owner
        </span>
        <Input
          type="email"
          aria-label={`Owner of ${shown}`}
          placeholder={known ? "Stays as it is" : "Me"}
          autoComplete="off"
          maxLength={254}
          value={edits.owner_email ?? agent.owner_email ?? ""}
          disabled={disabled}
          onChange={(event) => onEdit({ owner_email: event.target.value })}
        />
      </td>
      <td {...tableRole.cell} className={`${cell} w-[9.5rem] @max-[44rem]:col-start-2 @max-[44rem]:w-auto`}>
        <span aria-hidden className="text-small text-subtle @min-[44rem]:hidden">
          Environment
        </span>
        <Select
          aria-label={`Environment of ${shown}`}
          disabled={disabled}
          value={edits.environment ?? agent.environment ?? standard}
          onChange={(event) => onEdit({ environment: readEnvironment(event.target.value) })}
          options={environments.map((one) => ({ value: one, label: environmentWords[one].name }))}
        />
      </td>
      <td {...tableRole.cell} className={`${cell} w-[9.5rem] @max-[44rem]:col-start-2 @max-[44rem]:w-auto`}>
        <span className="inline-flex min-h-8 items-center">
          <RowState row={row} included={included} />
        </span>
      </td>
    </tr>
  );
}

function readEnvironment(value: string): Environment {
  return environments.find((one) => one === value) ?? "sandbox";
}

function RowState({ row, included }: { row: ImportRow | undefined; included: boolean }) {
  const { tone, icon, word } = states[included ? (row?.result ?? row?.plan ?? "unchecked") : "out"];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}

function RowVerdict({ row }: { row: ImportRow | undefined }) {
  if (!row) return null;
  return (
    <div className="mt-1 grid gap-0.5 text-dense [overflow-wrap:anywhere]">
      {row.faults.map(({ field, detail }, at) => (
        <p key={at} className="text-deny-fg">
          <span className="font-medium">{fieldWords[field] ?? field}:</span> {showHiddenCharacters(detail)}
        </p>
      ))}
      {row.notes.map((note) => (
        <p key={note} className="text-muted">
          {showHiddenCharacters(note)}
        </p>
      ))}
      {row.agent && row.result !== null && (
        <p>
          <TextLink href={`/agents/${row.agent.slug}`}>Open {showHiddenCharacters(row.agent.name)}</TextLink>
        </p>
      )}
      {row.agent && row.result === null && row.plan !== "error" && (
        <p className="text-subtle">
          Is <TextLink href={`/agents/${row.agent.slug}`}>{row.agent.slug}</TextLink> here
        </p>
      )}
      {row.changes.length > 0 && row.result !== "updated" && <RowChanges row={row} />}
    </div>
  );
}

/** Names of fields as people say them. */
const fieldWords: Readonly<Record<string, string>> = {
  name: "Name",
  slug: "Slug",
  purpose: "What it is for",
  kind: "Kind",
  environment: "Environment",
  owner_email: "Owner",
  deputy_email: "Deputy",
  tier_target: "Tier to aim for",
  autonomy: "Autonomy",
  model_providers: "Model providers",
  data_classes: "Data it touches",
  tags: "Tags",
  systems: "Systems",
  tools: "Tools",
  servers: "Tool servers",
  parent: "Parent",
};

function RowChanges({ row }: { row: ImportRow }) {
  return (
    <dl className="mt-1 grid gap-1 border-s-2 border-hairline ps-2">
      {row.changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt className="text-subtle">{fieldWords[field] ?? field}</dt>
          <dd className="whitespace-pre-line">
            <del className="text-muted">{showHiddenCharacters(before ?? "None")}</del>{" "}
            <ins className="font-medium no-underline">→ {showHiddenCharacters(after ?? "None")}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
