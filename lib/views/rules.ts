/** The lists that can have views. An area adds its own here. */
export const viewLists = ["agents", "systems"] as const;
export type ViewList = (typeof viewLists)[number];

export const viewAbilities = ["update", "delete"] as const;

export const maxQueryLength = 1_500;
/** What one person keeps of one list. */
export const maxOwnViews = 50;

/** What an address of a list holds beside the list's own part: where one stands in it, and the view itself. */
const foreign = new Set(["cursor", "limit", "format", "view"]);

/** One way of writing for what is the same: sorted, so that the order in which filters were set does not matter. */
export function writeViewQuery(search: URLSearchParams): string {
  const own = [...search].filter(([key, value]) => !foreign.has(key) && value !== "");
  const sorted = own.toSorted(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  return new URLSearchParams(sorted).toString();
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** What is wrong with the query of a view, in words; undefined where it may be kept. */
export function explainViewQuery(query: string): string | undefined {
  if (query.length > maxQueryLength) return `At most ${maxQueryLength} characters.`;
  if (/^[?#]/.test(query)) return "Leave out what stands before the first key.";
  const keys = [...new URLSearchParams(query).keys()];
  const other = keys.find((key) => foreign.has(key));
  if (other !== undefined) return `${other} is not part of a view.`;
  if (keys.some((key) => !/^[a-z][a-z0-9_]{0,40}$/.test(key))) return "It holds a key that no list has.";
  if (/[\p{Cc}\p{Cs}]/u.test(query)) return "It holds a control character.";
  if (writeViewQuery(new URLSearchParams(query)).length > maxQueryLength)
    return `At most ${maxQueryLength} characters.`;
  return undefined;
}
