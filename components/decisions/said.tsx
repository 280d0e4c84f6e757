import { showHiddenCharacters } from "@/components/ui/fence";

/** What a call says of itself: never markup, never translated, hidden characters visible. */
export function Said({ text, mono = false }: { text: string; mono?: boolean }) {
  const shown = showHiddenCharacters(text);
  if (mono) return <code translate="no">{shown}</code>;
  return (
    <span translate="no" className="[overflow-wrap:anywhere]">
      {shown}
    </span>
  );
}
