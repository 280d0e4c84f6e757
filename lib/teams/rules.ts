/** `Payments & Risk` → `payments-risk`. Letters that have no plain form are left out. */
export function writeSlug(name: string): string {
  const plain = name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const slug = plain.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "");
  const short = slug.slice(0, 55).replace(/-+$/, "");
  return short.length >= 2 ? short : ["team", short].filter((part) => part !== "").join("-");
}

/** The first that is free: `payments`, `payments-2`, … */
export function chooseSlug(name: string, taken: ReadonlySet<string>): string {
  const slug = writeSlug(name);
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? slug : `${slug}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}
