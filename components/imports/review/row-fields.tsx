"use client";

import { environmentWords } from "@/components/shell/environment";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import { type Environment, environments } from "@/lib/core/environments";
import type { DraftAgent } from "@/lib/imports/rules";
import type { ImportRow } from "@/lib/imports/schema";
import { FileWords } from "../file-words";
import { type Edits, unclearIn } from "../write-row";

type Props = {
  agent: DraftAgent;
  edits: Edits;
  row: ImportRow | undefined;
  name: string;
  disabled: boolean;
  onEdit: (part: Edits) => void;
};

/** The row is about an agent that is here: what the file does not say stays as it is. */
export function isKnown(row: ImportRow | undefined): boolean {
  return row !== undefined && row.plan !== "create" && row.agent !== null;
}

export function OwnerField({ agent, edits, row, name, disabled, onEdit }: Props) {
  const known = isKnown(row) || edits.slug !== undefined;
  return (
    <Input
      type="email"
      aria-label={`Owner of ${name}`}
      placeholder={known ? "Stays as it is" : "Me"}
      autoComplete="off"
      maxLength={254}
      value={edits.owner_email ?? agent.owner_email ?? unclearIn(agent, edits, "owner_email") ?? ""}
      disabled={disabled}
      onChange={(event) => onEdit({ owner_email: event.target.value })}
    />
  );
}

export function EnvironmentField({
  agent,
  edits,
  row,
  name,
  disabled,
  onEdit,
  standard,
}: Props & { standard: Environment }) {
  const said = edits.environment ?? agent.environment;
  const unclear = unclearIn(agent, edits, "environment") !== undefined;
  const open = describeOpen(row, edits, standard);
  // A new agent goes where the page says; only of one that is here nothing is set.
  const unset = unclear ? "Choose one" : open;
  return (
    <Select
      aria-label={`Environment of ${name}`}
      disabled={disabled}
      value={said ?? (unset === undefined ? standard : "")}
      onChange={(event) => onEdit({ environment: environments.find((one) => one === event.target.value) })}
      options={environments.map((one) => ({ value: one, label: environmentWords[one].name }))}
      {...(unset !== undefined && agent.environment === undefined ? { placeholder: unset } : {})}
    />
  );
}

/** What becomes of an environment that nobody says; undefined where it is the one of the page. */
function describeOpen(row: ImportRow | undefined, edits: Edits, standard: Environment): string | undefined {
  if (isKnown(row) || edits.slug !== undefined) return "Stays as it is";
  return row === undefined ? `${environmentWords[standard].name}, if new` : undefined;
}

/** Which project files without a folder are of, where there is more than one: two would otherwise be one agent. */
export function ProjectField({ edits, name, disabled, onEdit }: Omit<Props, "agent" | "row">) {
  return (
    <div className="mt-2 max-w-80">
      <Field
        label={<span className="text-dense">Project of {name} (optional)</span>}
        hint="The files came without their folder. Name the project to keep them apart from those of another."
      >
        <Input
          autoComplete="off"
          maxLength={200}
          placeholder="checkout"
          value={edits.project ?? ""}
          disabled={disabled}
          onChange={(event) => onEdit({ project: event.target.value })}
        />
      </Field>
    </div>
  );
}

/** What the file says and nobody can use, told before anything is checked. */
export function OpenQuestions({
  agent,
  edits,
  waits,
  asks,
}: {
  agent: DraftAgent;
  edits: Edits;
  waits: boolean;
  asks: boolean;
}) {
  const environment = unclearIn(agent, edits, "environment");
  const owner = unclearIn(agent, edits, "owner_email");
  const said = [
    ...(waits ? [asks ? "This names no project." : "The project of its folder has no name yet."] : []),
    ...(environment === undefined ? [] : [`The file says \`${environment}\`, which is no environment. Choose one.`]),
    ...(owner === undefined ? [] : [`The file says \`${owner}\`, which is no mail address. Write the owner's.`]),
  ];
  return said.map((words) => (
    <p key={words} className="mt-1 text-dense text-deny-fg [overflow-wrap:anywhere]">
      <FileWords text={words} />
    </p>
  ));
}
