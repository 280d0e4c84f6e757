"use client";

import { showHiddenCharacters } from "@/components/ui/fence";

const mostShown = 10;

type Props = { label: string; names: readonly string[]; onTake: (name: string) => void };

/** Names that are known, to be taken over by a press. */
export function Suggestions({ label, names, onTake }: Props) {
  if (names.length === 0) return null;
  return (
    <div role="group" aria-label={label} className="flex flex-wrap gap-1.5">
      {names.slice(0, mostShown).map((name) => (
        <button
          key={name}
          type="button"
          onClick={() => onTake(name)}
          className="inline-flex min-h-8 max-w-full items-center rounded-small border border-button bg-surface px-2 text-start text-small hover:bg-hover tablet:min-h-6"
        >
          <span className="sr-only">Add </span>
          <code translate="no" className="[overflow-wrap:anywhere]">
            {showHiddenCharacters(name)}
          </code>
        </button>
      ))}
    </div>
  );
}

/** Those that fit what is being typed, without those that stand there already. */
export function pickNames(names: readonly string[], typed: string, taken: readonly string[]): string[] {
  const begun = typed.trim().toLowerCase();
  return names.filter(
    (name) =>
      !taken.includes(name) && (begun === "" || taken.includes(typed.trim()) || name.toLowerCase().includes(begun)),
  );
}
