"use client";

import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/form/select";
import type { HandoverItem } from "@/lib/handovers/schema";
import type { Chosen } from "./use-choices";
import { whyWords } from "./words";

export type ChoiceProps = {
  item: HandoverItem;
  viewerId: string;
  chosen: Chosen | null;
  /** People chosen by name on this page: they can be chosen again without looking for them. */
  added: readonly Chosen[];
  busy: boolean;
  onChoose: (person: Chosen | null) => void;
  onLookUp: () => void;
  onAsk: () => void;
};

/** Who is to be asked: a suggestion, or anybody by name. Nothing is sent before "Ask". */
export function SuccessorChoice({ item, viewerId, chosen, added, busy, onChoose, onLookUp, onAsk }: ChoiceProps) {
  const { agent, part, asked, suggestions } = item;
  const name = `${part} of ${agent.name}`;
  const people = listPeople(item, added, chosen);
  const label = ({ id, name: text }: Chosen): string => {
    const why = suggestions.find(({ person }) => person.id === id)?.why;
    return [text, ...(why ? [whyWords[why]] : []), ...(id === viewerId ? ["you, accepts at once"] : [])].join(", ");
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <div className="min-w-0 flex-1 basis-48 max-tablet:basis-full">
        <Select
          aria-label={`Successor as ${name}`}
          value={chosen?.id ?? ""}
          placeholder={asked ? `Wait for ${asked.name}` : "Nobody yet"}
          options={people.map((person) => ({ value: person.id, label: label(person) }))}
          onChange={(event) => onChoose(people.find(({ id }) => id === event.target.value) ?? null)}
        />
      </div>
      <Button onClick={onLookUp}>
        Find…<span className="sr-only"> somebody else as {name}</span>
      </Button>
      <Button
        busy={busy}
        busyText="Asking…"
        disabledReason={chosen === null ? "Choose somebody first" : undefined}
        onClick={onAsk}
      >
        Ask<span className="sr-only"> {chosen === null ? "" : `${chosen.name} to be ${name}`}</span>
      </Button>
    </div>
  );
}

function listPeople({ suggestions, asked }: HandoverItem, added: readonly Chosen[], chosen: Chosen | null): Chosen[] {
  const all = [...suggestions.map(({ person }) => person), ...added, ...(chosen ? [chosen] : [])];
  return all.filter(({ id }, index) => id !== asked?.id && all.findIndex((other) => other.id === id) === index);
}
