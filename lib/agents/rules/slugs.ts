/** `Refund agent (EU)` → `refund-agent-eu`. Letters that have no plain form are left out. */
export function writeAgentSlug(name: string): string {
  const plain = name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const slug = plain.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "");
  const short = slug.slice(0, 55).replace(/-+$/, "");
  return short.length >= 2 ? short : ["agent", short].filter((part) => part !== "").join("-");
}

/**
 * Only what is mistaken for each other in the letters of a slug, at the size of a list. Digits stay different from each
 * other, so that numbered agents do not stand in each other's way. Stored skeletons were written by this: whoever adds a
 * line writes them anew in a migration.
 */
const alike: readonly (readonly [RegExp, string])[] = [
  [/-/g, ""],
  [/0/g, "o"],
  [/[1i]/g, "l"],
  [/2/g, "z"],
  [/5/g, "s"],
  [/8/g, "b"],
  [/9/g, "g"],
  [/rn/g, "m"],
  [/vv/g, "w"],
];

/** What a slug looks like at a glance. Two agents must not share it: somebody would approve for the wrong one. */
export function writeSkeleton(slug: string): string {
  return alike.reduce((text, [look, same]) => text.replaceAll(look, same), slug);
}

/** Words that stand where a slug would, in the addresses of pages and of the API. */
const reserved: ReadonlySet<string> = new Set(["bulk", "discovered", "import", "new"]);

export function isReservedSlug(slug: string): boolean {
  return reserved.has(slug);
}

/** Slugs to try for a name, the plain one first: `refund-agent`, `refund-agent-2`, … */
export function* proposeSlugs(name: string): Generator<string> {
  const slug = writeAgentSlug(name);
  if (!isReservedSlug(slug)) yield slug;
  for (let number = 2; ; number++) yield `${slug}-${number}`;
}
