/** Every typed word must begin a word of the entry; a hit on the label's first word comes first. */
export function matchWords(search: string, keywords: readonly string[] = []): number {
  const wanted = search
    .replace(/^[>@#]/u, "")
    .toLowerCase()
    .split(/\s+/u)
    .filter(Boolean);
  const known = keywords.join(" ").toLowerCase().split(/\s+/u);
  if (!wanted.every((word) => known.some((candidate) => candidate.startsWith(word)))) return 0;
  const first = keywords[1]?.toLowerCase() ?? "";
  return wanted[0] !== undefined && first.startsWith(wanted[0]) ? 1 : 0.5;
}
