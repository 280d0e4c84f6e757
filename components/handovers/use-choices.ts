"use client";

import { useState } from "react";
import type { HandoverItem } from "@/lib/handovers/schema";

export type Chosen = { id: string; name: string };

export function keyOf({ agent, part }: Pick<HandoverItem, "agent" | "part">): string {
  return `${agent.slug}:${part}`;
}

export function isAssignable({ state }: Pick<HandoverItem, "state">): boolean {
  return state === "open" || state === "asked";
}

/**
 * Who is to be asked for each part. Whoever is suggested first is chosen beforehand where nobody is asked yet; nobody is
 * asked by that.
 */
export function useChoices() {
  const [touched, setTouched] = useState<ReadonlyMap<string, Chosen | null>>(new Map());
  const [added, setAdded] = useState<readonly Chosen[]>([]);

  const read = (item: HandoverItem): Chosen | null => {
    if (!isAssignable(item)) return null;
    const own = touched.get(keyOf(item));
    if (own !== undefined) return own;
    return item.state === "open" ? (item.suggestions[0]?.person ?? null) : null;
  };
  const choose = (items: readonly HandoverItem[], person: Chosen | null): void => {
    if (person) setAdded((before) => (before.some(({ id }) => id === person.id) ? before : [...before, person]));
    setTouched((before) => new Map([...before, ...items.map((item) => [keyOf(item), person] as const)]));
  };
  const forget = (keys: readonly string[]): void =>
    setTouched((before) => new Map([...before].filter(([key]) => !keys.includes(key))));
  return { read, choose, forget, added };
}
