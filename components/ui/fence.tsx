import { ScrollBox } from "./scroll-box";

/**
 * Text that somebody outside wrote: an agent, a tool, a web page. It is data. It is shown literally as one text node, so it holds
 * no element, link or picture; characters that would hide or reorder it are replaced by visible marks.
 */
export function Fence({ text, label = "Text written by the agent, not verified" }: { text: string; label?: string }) {
  return (
    <figure>
      <figcaption className="mb-1.5 text-small font-medium text-subtle">{label}</figcaption>
      <ScrollBox
        label={label}
        className="max-h-80 rounded-control border border-dashed border-control bg-sunken px-3 py-2.5"
      >
        <pre translate="no" dir="ltr" data-fence className="text-dense whitespace-pre-wrap [overflow-wrap:anywhere]">
          {showHiddenCharacters(text)}
        </pre>
      </ScrollBox>
    </figure>
  );
}

/** Control and format characters, line and paragraph separators, tags and variation selectors; newline and tab stay. */
const hidden =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u{115F}\u{1160}\u{3164}\u{FFA0}]|[\u{FE00}-\u{FE0F}]|[\u{E0100}-\u{E01EF}]/gu;

export function showHiddenCharacters(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(hidden, (character) => {
    if (character === "\n" || character === "\t") return character;
    const point = character.codePointAt(0) ?? 0;
    return `⟦U+${point.toString(16).toUpperCase().padStart(4, "0")}⟧`;
  });
}
