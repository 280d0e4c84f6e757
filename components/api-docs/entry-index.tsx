type Group = {
  tag: string;
  anchor: string;
  entries: readonly { id: string; method: string; path: string; summary: string }[];
};

/** Every operation by area, beside the text; above it where there is no room. */
export function EntryIndex({ groups }: { groups: readonly Group[] }) {
  return (
    <nav
      aria-label="Operations"
      className="self-start max-rail:mb-6 max-rail:border-b max-rail:border-hairline max-rail:pb-4 rail:sticky rail:top-6 rail:max-h-[calc(100dvh-3rem)] rail:overflow-y-auto"
    >
      {groups.map(({ tag, anchor, entries }) => (
        <details key={tag} open className="mb-3">
          <summary className="cursor-pointer text-dense font-medium">{tag}</summary>
          <ul className="mt-1 grid gap-px">
            {entries.map(({ id }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="block rounded-small px-2 py-1 text-dense text-muted [overflow-wrap:anywhere] hover:bg-hover hover:text-fg"
                >
                  {splitWords(id)}
                </a>
              </li>
            ))}
          </ul>
          <a href={`#${anchor}`} className="sr-only">
            To {tag}
          </a>
        </details>
      ))}
      <a href="#problems" className="block text-dense font-medium underline underline-offset-3">
        Problems
      </a>
    </nav>
  );
}

/** `readAuditEvent` as people read it: Read audit event. */
function splitWords(id: string): string {
  const words = id.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
