/** Initials in a neutral disc. Decoration: the name always stands beside it. */
export function Avatar({ name, size = 24 }: { name: string; size?: 20 | 24 | 32 }) {
  const look = { 20: "size-5 text-[0.5625rem]", 24: "size-6 text-[0.625rem]", 32: "size-8 text-small" }[size];
  return (
    <span
      aria-hidden
      className={`${look} inline-grid shrink-0 place-items-center rounded-full bg-fill font-semibold tracking-wide text-muted forced:border`}
    >
      {readInitials(name)}
    </span>
  );
}

export function readInitials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = firstLetter(words[0]);
  const last = words.length > 1 ? firstLetter(words.at(-1)) : "";
  return (first + last).toLocaleUpperCase("en");
}

/** By code point, so that a letter outside the basic plane is not cut in half. */
function firstLetter(word: string | undefined): string {
  return String.fromCodePoint(...[(word ?? "").codePointAt(0)].filter((point) => point !== undefined));
}
