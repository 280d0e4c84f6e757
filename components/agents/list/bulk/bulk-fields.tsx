import { PersonPicker } from "@/components/people/person-picker";
import { Field } from "@/components/ui/form/field";
import { Input, Textarea } from "@/components/ui/form/input";
import { RadioGroup } from "@/components/ui/form/radio-group";
import { Select } from "@/components/ui/form/select";
import { type BulkVerb, bulkMembers } from "@/lib/agents/rules";
import type { Agent } from "@/lib/agents/schema";
import type { Person } from "@/lib/people/schema";
import type { BulkDetails } from "./use-bulk";

export type Draft = BulkDetails & { chosen?: Person };

type Props = {
  verb: BulkVerb;
  agents: readonly Agent[];
  draft: Draft;
  onChange: (part: Draft) => void;
};

/** What the change needs to be told. */
export function BulkFields({ verb, agents, draft, onChange }: Props) {
  switch (verb) {
    case "ask_owner":
      return (
        <>
          <RadioGroup
            legend="As what"
            name="part"
            value={draft.part}
            onChange={(part) => onChange({ part })}
            choices={[
              { value: "owner", label: "Owner", hint: "Answers for it" },
              { value: "deputy", label: "Deputy", hint: "Steps in when the owner is away" },
            ]}
          />
          <PersonPicker
            chosen={draft.chosen ?? null}
            onChange={(chosen) => onChange({ chosen, person: chosen.id })}
            explainOut={() => undefined}
          />
        </>
      );
    case "add_tag":
      return (
        <Field label="Tag" required>
          <Input
            maxLength={40}
            autoComplete="off"
            value={draft.tag ?? ""}
            onChange={(event) => onChange({ tag: event.target.value })}
          />
        </Field>
      );
    case "remove_tag":
      return (
        <Field label="Tag" required>
          <Select
            placeholder="Choose a tag"
            options={listTags(agents).map((tag) => ({ value: tag, label: tag }))}
            value={draft.tag ?? ""}
            onChange={(event) => onChange({ tag: event.target.value })}
          />
        </Field>
      );
    case "submit":
      return null;
    case "suspend":
    case "retire":
      return (
        <Field label="Reason" hint="Kept with each record and in the log." required>
          <Textarea
            maxLength={500}
            value={draft.reason ?? ""}
            onChange={(event) => onChange({ reason: event.target.value.replaceAll("\n", " ") })}
          />
        </Field>
      );
  }
}

function listTags(agents: readonly Agent[]): string[] {
  return [...new Set(agents.flatMap(({ tags }) => tags))].toSorted((a, b) => a.localeCompare(b));
}

const minReason = 3;

/** What is still to be said; undefined when nothing is. */
export function explainMissing(verb: BulkVerb, draft: Draft): string | undefined {
  const members: readonly string[] = bulkMembers[verb];
  if (members.includes("part") && draft.part === undefined) return "Choose owner or deputy";
  if (members.includes("person") && draft.person === undefined) return "Choose a person";
  if (members.includes("tag") && (draft.tag ?? "").trim() === "") return "Say which tag";
  if (members.includes("reason") && (draft.reason ?? "").trim().length < minReason) return "Give a reason";
  return undefined;
}

export function readDetails({ part, person, tag, reason }: Draft): BulkDetails {
  return {
    ...(part === undefined ? {} : { part }),
    ...(person === undefined ? {} : { person }),
    ...(tag === undefined ? {} : { tag: tag.trim() }),
    ...(reason === undefined ? {} : { reason: reason.trim() }),
  };
}
