let typed = "";

type Key = Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey" | "altKey">;

/**
 * Keeps what is typed between opening the palette and its field being there: the code may still be on its way. True when
 * the key was one of these, and must not do anything else.
 */
export function keepEarlyKey({ key, metaKey, ctrlKey, altKey }: Key): boolean {
  if (metaKey || ctrlKey || altKey) return false;
  if (key === "Backspace") typed = typed.slice(0, -1);
  else if (key.length === 1) typed += key;
  else return false;
  return true;
}

/** Hands it over, once. */
export function takeEarlyKeys(): string {
  const kept = typed;
  typed = "";
  return kept;
}
