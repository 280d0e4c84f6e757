"use client";

import { showHiddenCharacters } from "@/components/ui/fence";
import type { SeenArgument } from "./seen";

const mostShown = 10;
const longest = 24;

type Props = { seen: readonly SeenArgument[]; onTake: (path: string) => void };

/** Arguments that calls carried, with the kinds of their values and a few of them; a press takes the path over. */
export function SeenArguments({ seen, onTake }: Props) {
  if (seen.length === 0) return null;
  return (
    <div role="group" aria-label="Arguments its calls carried" className="grid gap-1">
      <p className="text-small text-subtle">Its calls carried:</p>
      <div className="flex flex-wrap gap-1.5">
        {seen.slice(0, mostShown).map(({ path, types, samples }) => (
          <button
            key={path}
            type="button"
            onClick={() => onTake(path)}
            className="inline-flex min-h-8 max-w-full flex-wrap items-center gap-x-1.5 rounded-small border border-button bg-surface px-2 py-0.5 text-start text-small hover:bg-hover tablet:min-h-6"
          >
            <span className="sr-only">Add </span>
            <code translate="no" className="[overflow-wrap:anywhere]">
              {path}
            </code>
            <span className="text-subtle">
              {types.length === 0 ? "masked" : types.join(" or ")}
              {samples.length > 0 && (
                <span translate="no" className="[overflow-wrap:anywhere]">
                  : {samples.map(shorten).join(", ")}
                </span>
              )}
            </span>
          </button>
        ))}
      </div>
    </div>
  );
}

function shorten(sample: string | number | boolean): string {
  if (typeof sample !== "string") return String(sample);
  const signs = Array.from(sample);
  const text = signs.length > longest ? `${signs.slice(0, longest - 1).join("")}…` : sample;
  return `“${showHiddenCharacters(text)}”`;
}
